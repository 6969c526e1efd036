"""Prints where a secret stands in files, however it is written there.

    leaks.py SECRET FILE...    exit status 1 if it stands anywhere

White space is taken out; escapes are undone up to three times; base64 is
looked for at each place within the groups of three bytes.
"""
import base64
import html
import re
import sys
import urllib.parse


def undone(text):
    text = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: chr(int(m[1], 16)), text)
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    text = re.sub(r"\\x([0-9a-fA-F]{2})", lambda m: chr(int(m[1], 16)), text)
    text = html.unescape(urllib.parse.unquote(text, "latin-1"))
    return re.sub(r'\\(["\\/])', r"\1", text)


def cores(secret):
    """What of its base64 does not depend on its neighbours."""
    raw = secret.encode()
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + raw).decode()
        core = coded[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        yield core
        yield core.replace("+", "-").replace("/", "_")


def levels(text):
    for _ in range(4):
        yield re.sub(r"\\[nrt]|\s", "", text)
        text = undone(text)


def main():
    secret = sys.argv[1]
    wanted = [re.sub(r"\s", "", secret), *cores(secret)]
    found = 0
    for path in sys.argv[2:]:
        text = open(path, "rb").read().decode("latin-1")
        for level in levels(text):
            for word in wanted:
                at = level.find(word)
                if at >= 0:
                    print("%s: %s: ...%r" % (
                        path, word, level[max(at - 60, 0) : at + 60]))
                    found = 1
    sys.exit(found)


if __name__ == "__main__":
    main()
