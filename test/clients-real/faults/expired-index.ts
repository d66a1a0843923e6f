/** An index whose expiry has passed while its origin was down: a copy that the gateway confirms is refused by apt itself. */
import { readFileSync } from "node:fs";
import { digest } from "../origin/archives.ts";
import { onPath, stored } from "../store.ts";
import { apt } from "./clients.ts";
import type { Fault, Place } from "./fault.ts";
import { GPG, gpg } from "./signing.ts";

const PACKAGES = "main/binary-amd64/Packages";
/** Long enough for a first update on a busy machine. */
const VALID_SECONDS = 20;
/** The date is in full seconds and apt compares full seconds: only two more are always past it. */
const EXPIRED_SECONDS = VALID_SECONDS + 2;
const MODIFIED = "Thu, 01 Jan 2026 00:00:00 GMT";

/** apt writes and reads dates as in RFC 5322, in UTC. */
function inRelease(packages: Buffer): string {
  const until = new Date(Date.now() + VALID_SECONDS * 1_000).toUTCString();
  const facts = [
    "Origin: demo",
    "Suite: stable",
    "Codename: stable",
    "Components: main",
    "Architectures: amd64",
    `Date: ${new Date(Date.now() - 60_000).toUTCString()}`,
    `Valid-Until: ${until}`,
    `SHA256:\n ${digest("sha256", packages)} ${packages.length} ${PACKAGES}`,
  ];
  return gpg(["--clearsign"], `${facts.join("\n")}\n`).toString();
}

/** Until `/die` is requested; from then on every connection is reset. */
function serve(place: Place): void {
  let isDead = false;
  const packages = readFileSync(stored("registries", "debian", "dists", "stable", PACKAGES));
  const index = inRelease(packages);
  const give = (path: string, body: string | Buffer): void =>
    place.on(path, (exchange) => {
      if (isDead) exchange.reset();
      else exchange.answer("200 OK", { "Last-Modified": MODIFIED }, body);
    });
  give("/dists/stable/InRelease", index);
  give(`/dists/stable/${PACKAGES}`, packages);
  place.on("/die", (exchange) => {
    isDead = true;
    exchange.answer("200 OK", {});
  });
}

export const expiredIndex: Fault = {
  name: "apt refuses an index that has expired, though its copy is confirmed",
  client: "apt",
  format: "debian",
  prefix: "/expired-apt",
  needs: [onPath("apt-get"), onPath("curl"), GPG, stored("registries", "debian")],
  ends: "badly",
  route: () => ({ stale_if_error: true, retries: 0 }),
  serve,
  command: (run) => {
    // The machine's own configuration may turn the check of the date off.
    const update = "apt-get update -o Acquire::Check-Date=true -o Acquire::Check-Valid-Until=true";
    const { argv, files = {} } = apt(
      `${update}; curl -fsS ${run.base}/die; sleep ${EXPIRED_SECONDS}; ${update}`,
    )(run);
    const list = `deb [arch=amd64 signed-by=${run.work}/key.asc] ${run.base} stable main\n`;
    return { argv, files: { ...files, "sources.list": list, "key.asc": gpg(["--export", "--armor"]) } };
  },
  problems: (_, { terminal }, counted) =>
    counted === null || /is expired|is not valid any/i.test(terminal)
      ? []
      : ["refused for another reason than its expiry"],
};
