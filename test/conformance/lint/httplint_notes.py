"""What httplint notes of messages, for httplint.ts: a JSON array of exchanges on stdin, for each a list of notes on stdout.

Texts are latin-1 of the bytes; content is Base64.
"""

import base64
import json
import sys

from httplint import HttpRequestLinter, HttpResponseLinter


def fields(message):
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in message["fields"]]


def notes_of(exchange):
    asked, answer = exchange["request"], exchange["answer"]
    request = HttpRequestLinter()
    request.process_request_topline(asked["method"].encode(), asked["url"].encode(), b"1.1")
    request.process_headers(fields(asked))
    request.finish_content(True)
    response = HttpResponseLinter()
    response.request = request
    response.is_head_response = asked["method"] == "HEAD"
    response.process_response_topline(b"1.1", answer["status"].encode(), answer["phrase"].encode("latin-1"))
    response.process_headers(fields(answer))
    response.feed_content(base64.b64decode(answer["content"]))
    response.finish_content(answer["complete"])
    notes = [*response.notes]
    notes += [child for note in notes for child in note.subnotes]
    return [{"id": type(note).__name__, "level": note.level.value, "summary": note.summary} for note in notes]


json.dump([notes_of(exchange) for exchange in json.load(sys.stdin)], sys.stdout)
