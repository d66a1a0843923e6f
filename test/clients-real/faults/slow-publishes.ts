/** An origin that works on a publish for longer than a reader would wait: the publish happens once, and succeeds. */
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import type { Command, Run } from "../programs/program.ts";
import { onPath, stored, version } from "../store.ts";
import { type Fault, type Place, shell, wait } from "./fault.ts";

/** Longer than pip and Bundler wait for an answer (`timeoutMs` of src/clients/pypi and rubygems.ts). */
const WORK_MS = 13_000;

const UPLOADS: ReadonlySet<string> = new Set(["POST", "PUT"]);

function publishesOnce(place: Place): string[] {
  const times = place.seen().filter(({ method }) => UPLOADS.has(method)).length;
  return times === 1 ? [] : [`the origin got ${times} uploads`];
}

function publish(
  client: string,
  format: string,
  path: string,
  uploadTo: string,
  command: (run: Run) => Command,
): Fault {
  return {
    name: `${client} publishes to an origin that takes its time`,
    client,
    format,
    prefix: `/slow-${client}`,
    needs: [path],
    ends: "well",
    serve: (place) =>
      place.on(uploadTo, async (exchange) => {
        await exchange.receives();
        await wait(WORK_MS);
        exchange.answer("200 OK", { "Content-Type": "text/plain" }, "stored\n");
      }),
    command,
    problems: publishesOnce,
  };
}

const TWINE = stored("python", `twine-${version("TWINE_VERSION")}`, "bin", "twine");
const UV = stored("python", `uv-${version("UV_VERSION")}`, "bin", "uv");
const GEM = onPath("gem");
const GEM_FILE = stored("registries", "rubygems", "gems", "demo-1.0.0.gem");
const DIST = { [`dist/${WHEEL_NAME}`]: WHEEL };

export const slowPublishes: readonly Fault[] = [
  publish("twine", "pypi", TWINE, "/", (run) =>
    shell(
      `${TWINE} upload --repository-url ${run.base}/ -u somebody -p secret --non-interactive --disable-progress-bar dist/*`,
      { files: DIST },
    ),
  ),
  publish("uv", "pypi", UV, "/", (run) =>
    shell(
      `${UV} publish --publish-url ${run.base}/ -u somebody -p secret --trusted-publishing=never dist/*`,
      {
        files: DIST,
        env: { UV_NO_CACHE: "1" },
      },
    ),
  ),
  publish("gem", "rubygems", GEM_FILE, "/api/v1/gems", (run) =>
    shell(`${GEM} push ${GEM_FILE} --host ${run.base}`, {
      env: { GEM_HOME: `${run.home}/gems`, GEM_HOST_API_KEY: "secret" },
    }),
  ),
];
