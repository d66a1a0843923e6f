"""The official SDKs for Python, called as their users call them.

Reads a list of tasks as JSON from stdin (see outcome.ts) and prints the list of their outcomes.
"""
import base64
import json
import sys
from concurrent.futures import ThreadPoolExecutor

import anthropic
import httpx2
import openai

MODEL = "acme-1"
MESSAGES = [{"role": "user", "content": "What is in the box?"}]
AT_ONCE = 8

OPENAI = {
    "chat": lambda client: client.chat.completions.create(model=MODEL, messages=MESSAGES),
    "chat-stream": lambda client: client.chat.completions.create(model=MODEL, messages=MESSAGES, stream=True),
    "responses": lambda client: client.responses.create(model=MODEL, input="What is in the box?"),
    "responses-stream": lambda client: client.responses.create(model=MODEL, input="What is in the box?", stream=True),
    "embeddings": lambda client: client.embeddings.create(model=MODEL, input="box"),
    "images": lambda client: client.images.generate(model=MODEL, prompt="a box"),
    "edits": lambda client: client.images.edit(model=MODEL, prompt="open it", image=("box.png", b"box")),
    "models": lambda client: client.models.retrieve(MODEL),
}

ANTHROPIC = {
    "messages": lambda client: client.messages.create(model=MODEL, messages=MESSAGES, max_tokens=9),
    "messages-stream": lambda client: client.messages.create(
        model=MODEL, messages=MESSAGES, max_tokens=9, stream=True
    ),
    "count-tokens": lambda client: client.messages.count_tokens(model=MODEL, messages=MESSAGES),
    "models": lambda client: client.models.retrieve(MODEL),
}


def client_of(task):
    options = {"api_key": "no-key", "max_retries": task["maxRetries"]}
    if "answer" in task:
        body = base64.b64decode(task["answer"])
        headers = {"content-type": "text/event-stream"}
        transport = httpx2.MockTransport(lambda request: httpx2.Response(200, headers=headers, content=body))
        options["http_client"] = httpx2.Client(transport=transport)
    if task["vendor"] == "openai":
        return openai.OpenAI(base_url=task["url"] + "/v1", **options), OPENAI
    return anthropic.Anthropic(base_url=task["url"], **options), ANTHROPIC


def text_or_none(value):
    return value if isinstance(value, str) else None


def outcome_of(task):
    events = 0
    try:
        client, calls = client_of(task)
        result = calls[task["call"]](client)
        if task["call"].endswith("-stream"):
            for _ in result:
                events += 1
        seen = None
    except Exception as error:
        seen = error
    status = getattr(seen, "status_code", None)
    return {
        "raised": None if seen is None else type(seen).__name__,
        "status": status,
        "type": text_or_none(getattr(seen, "type", None)),
        "code": text_or_none(getattr(seen, "code", None)),
        "param": text_or_none(getattr(seen, "param", None)),
        "message": None if seen is None else text_or_none(getattr(seen, "message", str(seen))),
        "requestId": text_or_none(getattr(seen, "request_id", None)),
        "events": events,
    }


with ThreadPoolExecutor(AT_ONCE) as pool:
    print(json.dumps(list(pool.map(outcome_of, json.load(sys.stdin)))))
