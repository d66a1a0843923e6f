"""Analytics Engine's SQL API over chdb, for clickhouse.ts: a table with its columns, and its answers in its JSON.

Prints the port that it listens on. POST /load takes rows as JSON, any other POST takes a query.
"""

import json
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
    database.query(f"CREATE TABLE {DATASET} ({', '.join(columns)}) ENGINE = MergeTree ORDER BY timestamp")


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
            # As Analytics Engine: JSON where the query names no format.
            return self.answer(200, database.query(body, "JSON").bytes().decode())
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
