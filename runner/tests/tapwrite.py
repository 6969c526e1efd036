"""TAP as the tests write it: points on standard output, and why one failed on
standard error, which prove shows."""
import sys


class Tap:
    def __init__(self):
        self.count = self.bad = 0

    def ok(self, good, title, *lines):
        self.count += 1
        self.bad += not good
        print("%sok %d - %s" % ("" if good else "not ", self.count, title),
              flush=True)
        if not good:
            for line in ("failed: " + title,) + lines:
                print("#   " + line.replace("\n", " "), file=sys.stderr)
