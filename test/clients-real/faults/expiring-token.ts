/**
 * A registry whose tokens are good for a few requests only, so that they expire in the middle of a push. Requests with content
 * are not counted and pass with any token it gave: after a 401 crane sends the same request again, whose content it has already
 * read, and fails (read in go-containerregistry 0.22.1, transport/bearer.go).
 */
import { LAYOUT } from "../programs/containers.ts";
import { stored } from "../store.ts";
import { type Fault, type Place, shell } from "./fault.ts";

const CRANE = stored("go", "bin", "crane");
const JSON_TYPE = { "Content-Type": "application/json" };
/**
 * Per token. A push of two blobs takes seven at least, so one does not last; one blob takes three, so that a new token still
 * serves the request it was fetched for while the other blob goes on.
 */
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
    const good = left.get(credentials);
    const hasContent = exchange.body.length > 0;
    if (good === undefined || (good <= 0 && !hasContent)) {
      const realm = `Bearer realm="${place.url}/token",service="registry",scope="repository:expiring/demo:pull,push"`;
      const body = JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "The token has expired." }] });
      exchange.answer("401 Unauthorized", { ...JSON_TYPE, "WWW-Authenticate": realm }, body);
      return;
    }
    if (!hasContent) left.set(credentials, good - 1);
    if (exchange.method === "POST" || exchange.method === "PATCH") {
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
