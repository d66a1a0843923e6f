"""Cloudflare's two SQL APIs over chdb, for clickhouse.ts: a table with their columns, and answers in their JSON.

Prints the port that it listens on. POST /load takes rows as JSON, /analytics/sql a query of the Analytics SQL API with its
parameters, any other POST one of Analytics Engine's own SQL.
"""

import json
import re
from http.server import BaseHTTPRequestHandler, HTTPServer

from chdb import session

DATASET = "outspoken_failures"
BLOBS = [f"blob{n}" for n in range(1, 21)]
DOUBLES = [f"double{n}" for n in range(1, 21)]

database = session.Session()
database.query("SET session_timezone = 'UTC', max_threads = 1")
database.query("CREATE DATABASE IF NOT EXISTS engine ENGINE = Atomic")
database.query("USE engine")


def create():
    columns = ["timestamp DateTime", "dataset String", "index1 String", "_sample_interval UInt32"]
    columns += [f"{blob} String" for blob in BLOBS] + [f"{double} Float64" for double in DOUBLES]
    database.query(f"DROP TABLE IF EXISTS {DATASET}")
    columns += ["sampleInterval UInt32 ALIAS _sample_interval"]
    database.query(f"CREATE TABLE {DATASET} ({', '.join(columns)}) ENGINE = MergeTree ORDER BY timestamp")


# What the Analytics SQL API names differently, or weighs by itself (cloudflare-docs analytics/sql-api: functions,
# datasets).
DIALECT = [
    (r'events\.analyticsEngine\."(\w+)"', r"\1"),
    (r"\bCOUNT\(\*\)", "sum(_sample_interval)"),
    (r"\bcountIf\(", "sumIf(_sample_interval, "),
    (r"\bAPPROX_MAX\(", "max("),
]


def literal(value):
    time = re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z", value)
    text = f"{time[1]} {time[2]}" if time else value
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def translated(request):
    """Analytics SQL as ClickHouse understands it: its names, and values instead of the placeholders."""
    if request["scope"] != {"accountTag": "0" * 32}:
        raise ValueError("no scope")
    query, params = request["query"], request["params"]
    for pattern, name in DIALECT:
        query = re.sub(pattern, name, query)
    return re.sub(r"\$(\w+)", lambda name: literal(params[name[1]]), query)


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"])).decode()
        if self.path == "/load":
            create()
            rows = "\n".join(json.dumps(row) for row in json.loads(body))
            database.query(f"INSERT INTO {DATASET} FORMAT JSONEachRow\n{rows}")
            return self.answer(200, "{}")
        if self.headers["authorization"] != "Bearer token":
            return self.answer(401, '{"errors":[{"message":"no token"}]}')
        try:
            # Like Cloudflare: JSON if the query names no format.
            sql = translated(json.loads(body)) if self.path == "/analytics/sql" else body
            return self.answer(200, database.query(sql, "JSON").bytes().decode())
        except Exception as error:
            return self.answer(422, str(error))

    def answer(self, status, text):
        content = text.encode()
        self.send_response(status)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


create()
server = HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
