/** npm and its registry in more than one answer: signing in in the browser, a one-time password, an audit. */
import { gunzipSync } from "node:zlib";
import type { Exchange } from "../../sockets/exchange.ts";
import { stored, versions } from "../store.ts";
import { type Fault, type Place, shell } from "./fault.ts";

const NPM = stored("node", `npm-${versions("NPM_VERSIONS")[1]}`, "node_modules", ".bin", "npm");
const JSON_TYPE = { "Content-Type": "application/json" };
const TOKEN = "of-the-browser";
const PASSWORD = "123456";

function says(
  exchange: Exchange,
  status: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  exchange.answer(status, { ...JSON_TYPE, ...headers }, JSON.stringify(body));
}

function npm(
  name: string,
  slug: string,
  fault: Pick<Fault, "serve" | "command" | "problems"> & { digest: string },
): Fault {
  return { name, client: "npm", format: "npm", prefix: `/npm-${slug}`, needs: [NPM], ends: "well", ...fault };
}

const signIn = npm("npm waits for a sign-in in the browser, which takes a while", "sign-in", {
  digest: TOKEN,
  serve: (place) => {
    let asked = 0;
    place.on("/-/v1/login", async (exchange) => {
      await exchange.receives();
      says(exchange, "200 OK", { loginUrl: `${place.url}/sign-in`, doneUrl: `${place.url}/-/v1/done` });
    });
    place.on("/-/v1/done", (exchange) => {
      asked += 1;
      if (asked < 3) says(exchange, "202 Accepted", {}, { "Retry-After": "1" });
      else says(exchange, "200 OK", { token: TOKEN });
    });
  },
  command: (run) =>
    shell(`${NPM} login --registry=${run.base}/ --auth-type=web --browser=false; cat ${run.home}/.npmrc`),
  problems: (place) => {
    const times = place.seen().filter(({ target }) => target.endsWith("/-/v1/done")).length;
    return times === 3 ? [] : [`npm polled ${times} times for the sign-in`];
  },
});

const oneTimePassword = npm("npm asks for a one-time password, and publishes with it", "password", {
  digest: "EOTP then + demo@1.0.0",
  serve: (place) =>
    place.on("/demo", async (exchange) => {
      await exchange.receives();
      if (exchange.header("npm-otp") === PASSWORD) says(exchange, "201 Created", { ok: true });
      else if (exchange.method === "GET") says(exchange, "404 Not Found", { error: "not_found" });
      else
        says(
          exchange,
          "401 Unauthorized",
          { error: "You must provide a one-time pass." },
          { "WWW-Authenticate": "OTP" },
        );
    }),
  command: (run) =>
    shell(
      `asked=$(${NPM} publish 2>&1 | grep -o 'code EOTP' | cut -d' ' -f2); done=$(${NPM} publish --otp=${PASSWORD} 2>/dev/null); echo "$asked then $done"`,
      {
        files: {
          "package.json": '{"name":"demo","version":"1.0.0"}',
          ".npmrc": `registry=${run.base}/\n//${run.base.replace("http://", "")}/:_authToken=t\nfetch-retries=0\n`,
        },
      },
    ),
});

/** Whether the registry can read the audit's content. */
function isAudit({ body }: Exchange): boolean {
  try {
    return gunzipSync(body).toString() === '{"left-pad":["1.3.0"]}';
  } catch {
    return false;
  }
}

const LOCK = JSON.stringify({
  name: "demo",
  lockfileVersion: 3,
  packages: {
    "": { name: "demo", dependencies: { "left-pad": "1.3.0" } },
    "node_modules/left-pad": { version: "1.3.0", resolved: "https://registry.example/left-pad-1.3.0.tgz" },
  },
});

function audits(place: Place): void {
  place.on("/-/npm/v1/security/advisories/bulk", async (exchange) => {
    await exchange.receives();
    if (isAudit(exchange)) says(exchange, "200 OK", {});
    else says(exchange, "400 Bad Request", { error: "no gzip of what is installed" });
  });
}

const audit = npm("npm audit sends its content in gzip", "audit", {
  digest: "found 0 vulnerabilities",
  serve: audits,
  command: (run) =>
    shell(`${NPM} audit --registry=${run.base}/ --fetch-retries=0`, {
      files: {
        "package.json": '{"name":"demo","dependencies":{"left-pad":"1.3.0"}}',
        "package-lock.json": LOCK,
      },
    }),
});

export const npmDialogues: readonly Fault[] = [signIn, oneTimePassword, audit];
