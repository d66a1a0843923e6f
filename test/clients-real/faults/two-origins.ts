/** Two origins behind one host: what a client sends to the one must not reach the other. */
import { digest } from "../origin/archives.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { onPath, versions } from "../store.ts";
import { indexOf, pipDownload } from "./clients.ts";
import { type Fault, type Place, shell } from "./fault.ts";

const FILE = "of the other origin\n";
function strangersSecrets(place: Place): string[] {
  const seen = place.seenByOther();
  if (seen.length === 0) return ["the other origin got no request"];
  const isLeaked = seen.some((exchange) => exchange.header("authorization") !== null);
  return isLeaked ? ["the other origin got the first one's Authorization"] : [];
}

/** Every form of redirect by which a server may name another one. */
const REDIRECTS = [
  ["an absolute URL", (url: string) => url],
  ["a URL without a scheme", (url: string) => url.replace(/^http:/, "")],
] as const;

const redirects: readonly Fault[] = REDIRECTS.map(
  ([form, locationOf], index): Fault => ({
    name: `curl keeps its credentials from the origin that ${form} leads to`,
    client: "curl",
    format: "generic",
    prefix: `/redirected-${index}`,
    needs: [onPath("curl")],
    ends: "well",
    digest: digest("sha256", FILE),
    serve: (place) => {
      place.on("/demo", (exchange) =>
        exchange.answer("302 Found", { Location: locationOf(`${place.otherUrl}/demo`) }),
      );
      place.onOther("/demo", (exchange) => exchange.answer("200 OK", {}, FILE));
    },
    command: (run) => shell(`curl -fsS -L -u somebody:secret -o demo ${run.base}/demo; sha256sum demo`),
    problems: strangersSecrets,
  }),
);

function pip(number: string): Fault {
  const { path, command } = pipDownload(number, "", "somebody:secret@");
  return {
    name: `pip ${number} keeps its index's credentials from the origin that a page names`,
    client: "pip",
    format: "pypi",
    prefix: `/linked-${number}`,
    needs: [path],
    ends: "well",
    digest: digest("sha256", WHEEL),
    serve: (place) => {
      const page = indexOf(`${place.otherUrl}/files/${WHEEL_NAME}`, WHEEL_NAME, WHEEL);
      place.file("/simple/demo-pkg/", page, { "Content-Type": "text/html" });
      place.onOther(`/files/${WHEEL_NAME}`, (exchange) => exchange.answer("200 OK", {}, WHEEL));
    },
    command,
    problems: (place) => [
      ...strangersSecrets(place),
      ...(place.seen().every((exchange) => exchange.header("authorization") !== null)
        ? []
        : ["the index did not get its own credentials"]),
    ],
  };
}

export const twoOrigins: readonly Fault[] = [...redirects, ...versions("PIP_VERSIONS").map(pip)];
