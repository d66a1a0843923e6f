/** A registry whose tokens are good for a few requests only, so that they expire in the middle of a push. */
import { LAYOUT } from "../programs/containers.ts";
import { stored } from "../store.ts";
import { type Fault, type Place, shell } from "./fault.ts";

const CRANE = stored("go", "bin", "crane");
const JSON_TYPE = { "Content-Type": "application/json" };
/** Per token; a push takes some ten. */
const REQUESTS = 4;

function serveRegistry(place: Place): void {
  /** How many requests each token is still good for. */
  const left = new Map<string, number>();
  place.on("/token", (exchange) => {
    const token = `token-${left.size + 1}`;
    left.set(`Bearer ${token}`, REQUESTS);
    exchange.answer("200 OK", JSON_TYPE, JSON.stringify({ token, expires_in: 3_600 }));
  });
  place.onAll(async (exchange) => {
    await exchange.receives();
    const credentials = exchange.header("authorization") ?? "";
    const good = left.get(credentials) ?? 0;
    left.set(credentials, good - 1);
    if (good <= 0) {
      const realm = `Bearer realm="${place.url}/token",service="registry",scope="repository:expiring/demo:pull,push"`;
      const body = JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "The token has expired." }] });
      exchange.answer("401 Unauthorized", { ...JSON_TYPE, "WWW-Authenticate": realm }, body);
    } else if (exchange.method === "POST" || exchange.method === "PATCH") {
      exchange.answer("202 Accepted", { Location: `${place.url}/demo/blobs/uploads/1`, Range: "0-0" });
    } else if (exchange.method === "PUT") exchange.answer("201 Created", {});
    else exchange.answer("404 Not Found", JSON_TYPE, '{"errors":[]}');
  });
}

const crane: Fault = {
  name: "crane pushes with tokens that expire in the middle of it",
  client: "crane",
  format: "oci",
  prefix: "/v2/expiring",
  needs: [CRANE],
  ends: "well",
  digest: "/expiring/demo:2.0.0: digest",
  serve: serveRegistry,
  command: (run) =>
    shell(`${CRANE} push --insecure layout ${run.host}/expiring/demo:2.0.0`, { files: LAYOUT }),
  problems: (place) => {
    const tokens = place.seen().filter(({ target }) => target.startsWith("/v2/expiring/token")).length;
    return tokens > 1 ? [] : [`${tokens} tokens for the whole push`];
  },
};

export const expiringToken: readonly Fault[] = [crane];
