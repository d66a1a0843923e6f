/** Each rule for requests, in bytes on a socket, on a route that is on and one that is off. */
import { describe, expect, test } from "vitest";
import { Connection } from "../client.ts";
import { headerValue } from "../message.ts";
import type { Recorded } from "../recorder.ts";
import { serveGateway, serveRecorder } from "../serve.ts";
import { type FinalAnswer, readAnswers } from "./read-answers.ts";
import type { RequestRule } from "./request-rule.ts";
import { REQUEST_TOPICS } from "./requests.ts";

const origin = serveRecorder();
const gateway = serveGateway(() => {
  const route = { format: "generic", retries: 0 };
  return [
    { ...route, path: "/on/*", origin: `${origin.url}/on` },
    { ...route, path: "/off/*", origin: `${origin.url}/off`, enabled: false },
  ];
});

let asked = 0;

interface Outcome {
  readonly answers: readonly FinalAnswer[];
  readonly seen: readonly Recorded[];
}

/** Sends it with this path, then FIN: the gateway answers what it takes for complete, and closes. */
async function send(sent: string, path: string): Promise<Outcome> {
  const before = { requests: origin.requests.length, faults: origin.faults.length };
  const client = await Connection.open(gateway.port());
  client.send(Buffer.from(sent.replaceAll("{path}", path), "latin1"));
  client.finish();
  await client.ends();
  expect(origin.faults.slice(before.faults)).toEqual([]);
  const seen = origin.requests.slice(before.requests);
  return { answers: readAnswers(client.received, sent.startsWith("HEAD")), seen };
}

/** In the notation of the rules. */
function summaryOf({ line, body }: Recorded, path: string): string {
  const said = `${line.replace(/ HTTP\/1\.1$/, "")} ${body.toString("latin1")}`;
  return said.replaceAll(path, "{path}").trimEnd();
}

function expectFields(seen: Recorded | undefined, fields: RequestRule["fields"] = {}): void {
  if (seen === undefined) return;
  const values = Object.keys(fields).map((name) => [name, headerValue(seen, name)]);
  const own = origin.host;
  const expected = Object.entries(fields).map(([name, value]) => [name, value === "{origin}" ? own : value]);
  expect(values).toEqual(expected);
}

describe.each(REQUEST_TOPICS)("%s", (_topic, rules) => {
  const cases = rules.flatMap((rule) => ["on", "off"].map((route) => ({ ...rule, route })));

  test.each(cases)(
    "$rule ($clause), /$route",
    async ({ route, sent, origin: expected, fields, client, by }) => {
      const path = `/${route}/${String(asked++).padStart(4, "0")}`;
      const { answers, seen } = await send(sent, path);
      expect(seen.map((one) => summaryOf(one, path))).toEqual(expected);
      expect(answers.map(({ status }) => status)).toEqual(client);
      expectFields(seen[0], fields);
      const [first] = answers;
      if (first === undefined || first.status < 400) return;
      // The gateway's own refusals must not be stored; workerd's don't mention it.
      expect(headerValue(first.head, "cache-control") === null ? "workerd" : "gateway").toBe(by);
    },
  );
});
