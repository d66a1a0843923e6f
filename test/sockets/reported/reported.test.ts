/** Each reported behaviour, directly with the origin and through the gateway: the same, except for the listed differences. */
import { expect, test } from "vitest";
import { type Answer, ask } from "../client.ts";
import type { Exchange } from "../exchange.ts";
import { serveGateway, serveOrigin } from "../serve.ts";
import type { Answered, Behaviour, Through } from "./behaviour.ts";
import { REPORTED } from "./index.ts";

/** The same on gateway and origin: OCI clients know no other, and only then is X-Forwarded-Host sent. */
function prefixOf({ format }: Behaviour, index: number): string {
  return format === "oci" ? "/v2" : `/${index}`;
}

/** Routes with the same path differ by their host. */
function hostOf(index: number): string {
  return `r${index}.example`;
}

const origin = serveOrigin();
const gateway = serveGateway(() =>
  REPORTED.map((reported, index) => ({
    id: `r${index}`,
    host: hostOf(index),
    path: `${prefixOf(reported, index)}/*`,
    format: reported.format,
    origin: origin.url + prefixOf(reported, index),
    retries: 0,
    ...reported.route,
  })),
);

test.each(REPORTED.map((reported, index) => ({ ...reported, index })))(
  "$behaviour",
  async ({ index, ...reported }) => {
    const prefix = prefixOf(reported, index);
    const target = prefix + reported.asked.target;
    const path = target.replace(/\?.*$/, "");
    const at = { "{origin}": origin.url + prefix, "{host}": origin.host };
    origin.on(path, async (exchange) => {
      await exchange.receives();
      reply(exchange, reported.answered, at);
    });
    const options = { host: hostOf(index), ...reported.asked };
    const direct = await ask(origin.port, target, {
      ...options,
      headers: { Connection: "close", ...options.headers },
    });
    const through = await ask(gateway.port(), target, options);
    const [first, second] = origin.to(path).slice(-2);
    expect(askedOf(second, reported)).toEqual(askedOf(first, reported));
    expect(second?.headers("x-forwarded-host")).toEqual([hostOf(index)]);
    expectSame(through, direct, reported, `http://${hostOf(index)}${prefix}`);
    await expectCounted(index, reported.through ?? {});
  },
);

function reply(
  exchange: Exchange,
  { status, headers = {}, body = "" }: Answered,
  at: Readonly<Record<string, string>>,
): void {
  const filled = (text: string): string =>
    Object.entries(at).reduce((all, [name, value]) => all.replaceAll(name, value), text);
  const fields = Object.entries(headers).map(([name, value]) => [name, filled(value)]);
  exchange.answer(
    status,
    Object.fromEntries([...fields, ["Connection", "close"]]),
    typeof body === "string" ? filled(body) : body,
  );
  exchange.fin();
}

/** The parts of the request that come from the client and are not about the hop. */
function askedOf(exchange: Exchange | undefined, { asked }: Behaviour): unknown {
  if (exchange === undefined) throw new Error("the origin was not asked twice");
  const names = Object.keys(asked.headers ?? {}).filter((name) => !name.startsWith("X-Forwarded-"));
  return [exchange.head.line, exchange.body, names.map((name) => [name, exchange.headers(name)])];
}

function expectSame(
  through: Answer,
  direct: Answer,
  { answered, through: other = {} }: Behaviour,
  base: string,
): void {
  expect([through.status, through.complete]).toEqual([other.status ?? direct.status, true]);
  for (const name of Object.keys(answered.headers ?? {})) {
    const wanted = other.headers?.[name];
    if (name === "Content-Type" && other.words !== undefined) continue;
    expect([name, through.header(name)]).toEqual([
      name,
      wanted === undefined ? direct.header(name) : wanted?.replaceAll("{gateway}", base),
    ]);
  }
  if (other.words !== undefined) expect(`${through.phrase}\n${through.text}`).toContain(other.words);
  else if (other.body !== undefined) expect(through.text).toBe(other.body.replaceAll("{gateway}", base));
  else expect(through.body).toEqual(direct.body);
}

async function expectCounted(index: number, { category = null }: Through): Promise<void> {
  const failures = { event: "failure", route: `r${index}` };
  // A challenge and a probe are counted, but not logged.
  if (category === null || category === "challenge") expect(gateway.log.matching(failures)).toEqual([]);
  else expect((await gateway.log.line(failures)).category).toBe(category);
}
