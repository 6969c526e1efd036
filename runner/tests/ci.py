#!/usr/bin/python3
"""Runs the scripts of a CI file as the service would.

    ci.py github FILE [KEY=VALUE]...    variables that replace those of FILE
    ci.py gitlab FILE [KEY=VALUE]...
    ci.py matrix FILE [KEY=VALUE]...    each shard, and what needs them
    ci.py kubernetes FILE [KEY=VALUE]... each index of an indexed job
    ci.py block FILE HEADING N          the Nth fenced block below a heading

Runs in the current folder, which is the checked out repository; what the
service would show goes to standard output, what it would keep is checked to
be there. The exit status is that of the job, or 70 if the file is wrong.
"""
import os
import re
import subprocess
import sys
import tempfile

import yaml


def fail(why):
    print("ci.py: " + why)
    sys.exit(70)


def variables(own, given):
    """Those of the file, some of them replaced; it has to know them."""
    for name in given:
        if name not in own:
            fail("the file has no variable " + name)
    return {name: str(value) for name, value in {**own, **given}.items()}


def bash(script, env):
    """As both do it: bash that ends at the first failure."""
    done = subprocess.run(["bash", "-e", "-c", script], env=env, timeout=120,
                          stdin=subprocess.DEVNULL)
    sys.stdout.flush()
    return done.returncode


def must_exist(path):
    if not os.path.exists(path):
        fail("what is to be kept is not there: " + path)


def runs(condition, failed):
    """`if` of a step, of which we know three forms."""
    word = re.sub(r"[${} ]", "", str(condition))
    if word not in ("success()", "!cancelled()", "always()"):
        fail("unknown condition " + str(condition))
    return not failed or word != "success()"


def github(path, given):
    flow = yaml.safe_load(open(path, encoding="utf-8"))
    temp = tempfile.mkdtemp(dir=os.environ.get("TMPDIR"))
    files = {name: os.path.join(temp, name.lower()) for name in (
        "GITHUB_PATH", "GITHUB_ENV", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
    env = {**os.environ, **variables(flow["env"], given), **files,
           "CI": "true", "GITHUB_ACTIONS": "true", "RUNNER_TEMP": temp,
           "GITHUB_WORKSPACE": os.getcwd(), "RUNNER_OS": "Linux"}
    for file in files.values():
        open(file, "w", encoding="utf-8").close()
    status = 0
    for job in flow["jobs"].values():
        for step in job["steps"]:
            if not runs(step.get("if", "success()"), status != 0):
                continue
            if "run" not in step:
                if "path" in step.get("with", {}):
                    must_exist(step["with"]["path"])
                continue
            one = bash(step["run"], env)
            status = status or one
            for line in open(files["GITHUB_PATH"], encoding="utf-8"):
                env["PATH"] = line.strip() + ":" + env["PATH"]
            open(files["GITHUB_PATH"], "w", encoding="utf-8").close()
    print("SUMMARY")
    print(open(files["GITHUB_STEP_SUMMARY"], encoding="utf-8").read())
    return status


def gitlab(path, given):
    flow = yaml.safe_load(open(path, encoding="utf-8"))
    temp = tempfile.mkdtemp(dir=os.environ.get("TMPDIR"))
    env = {**os.environ, **variables(flow.pop("variables"), given),
           "CI": "true", "GITLAB_CI": "true", "CI_BUILDS_DIR": temp,
           "CI_PROJECT_DIR": os.getcwd()}
    status = 0
    for job in flow.values():
        status = bash("\n".join(job["before_script"] + job["script"]), env)
        kept = job["artifacts"]
        for name in kept["paths"] + list(kept["reports"].values()):
            must_exist(name)
    return status


def matrix(path, given):
    """The artifacts are the files of one folder here."""
    status = 0
    env = {**os.environ, **given}
    for job in yaml.safe_load(open(path, encoding="utf-8"))["jobs"].values():
        shards = job.get("strategy", {}).get("matrix", {}).get("shard", [0])
        for shard in shards:
            for step in job["steps"]:
                status |= bash(step.get("run", "").replace(
                    "${{ matrix.shard }}", str(shard)), env)
    return status


def kubernetes(path, given):
    """The volume is the folder `results` here."""
    spec = yaml.safe_load(open(path, encoding="utf-8"))["spec"]
    container = spec["template"]["spec"]["containers"][0]
    own = {entry["name"]: entry["value"] for entry in container["env"]}
    os.makedirs("results")
    status = 0
    for index in range(spec["completions"]):
        words = [word.replace("/results/", "results/")
                 for word in container["command"] + container["args"]]
        status |= subprocess.run(words, stdin=subprocess.DEVNULL, env={
            **os.environ, **variables(own, given),
            "JOB_COMPLETION_INDEX": str(index)}, timeout=120).returncode
    return status


def block(path, heading, number):
    text = open(path, encoding="utf-8").read()
    found = re.search(r"^## " + heading + r"\n(.*?)(?=^## |\Z)", text,
                      re.M | re.S)
    if found is None:
        fail("no heading " + heading)
    blocks = re.findall(r"^```\w*\n(.*?)^```$", found.group(1), re.M | re.S)
    if len(blocks) < number:
        fail("no block %d below %s" % (number, heading))
    print(blocks[number - 1], end="")
    return 0


def main(words):
    if words[0] == "block":
        return block(words[1], words[2], int(words[3]))
    given = dict(word.split("=", 1) for word in words[2:])
    services = {"github": github, "gitlab": gitlab, "matrix": matrix,
                "kubernetes": kubernetes}
    return services[words[0]](words[1], given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
