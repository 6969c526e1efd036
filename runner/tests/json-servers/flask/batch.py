"""A batch API in one file, for `flask run`."""

import json
import os

from flask import Flask, Response, jsonify, request

app = Flask(__name__)


def item(status, message=None):
    return {"status": status} if message is None else {
        "status": status, "message": message}


def change(number):
    if 1 <= int(number) <= 9:
        return item(200)
    return item(404, f"There is no record {number}.")


def sentence(items):
    done = [one for one in items if one["status"] < 300]
    return f"{len(done)} of {len(items)} done"


def answer(body, items):
    """Sends it as BATCH in the environment wants it."""
    how = os.environ.get("BATCH", "right")
    if how == "prose":
        return jsonify(status=sentence(items)), 207
    if how == "text":
        return Response(sentence(items) + "\n", 207, mimetype="text/plain")
    if how == "html":  # a str is HTML to Flask
        return json.dumps(body), 207
    if how == "untyped":
        response = Response(json.dumps(body), 207)
        del response.headers["Content-Type"]
        return response
    return jsonify(body), 207


@app.route("/", methods=["GET"])
def home():
    return jsonify(batches=["files", "updates", "sources", "array", "object"])


@app.post("/files")
def files():
    items = []
    for file in request.get_json()["files"]:
        name = file["filename"]
        result = item(201) if name else item(422, "The file has no name.")
        items.append({"filename": name, **result})
    return answer({"files": items}, items)


@app.post("/updates")
def updates():
    items = [{"id": record["id"], **change(record["id"])}
             for record in request.get_json()["updates"]]
    return answer({"updates": items}, items)


@app.post("/sources")
def sources():
    items = []
    for wanted in request.get_json()["sources"]:
        name = wanted["source"]
        result = (item(200) if name in ("main", "mirror")
                  else item(404, f"There is no source {name}."))
        items.append({"source": name, **result})
    return answer({"sources": items}, items)


@app.post("/array")
def array():
    items = [{"id": record["id"], **change(record["id"])}
             for record in request.get_json()]
    return answer(items, items)


@app.post("/object")
def keyed():
    items = {number: change(number) for number in request.get_json()}
    return answer(items, list(items.values()))
