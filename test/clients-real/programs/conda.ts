/** py-rattler: the library of pixi and rattler-build, from a script as in its documentation. Its retries are switched off. */
import { stored, version } from "../store.ts";
import type { Command, Program, Run } from "./program.ts";

/** It exits at once: tasks of the library that are still running can crash the interpreter while it shuts down. */
const SCRIPT = `import asyncio, os, sys, traceback
from rattler import Channel, Client, Gateway, Platform, install, solve

async def main(url):
    client = Client()
    # One platform: of two, asked at once, it is chance whether the second is still asked when the first fails.
    platforms = [Platform("noarch")]
    records = await solve(
        sources=[Channel(url)], specs=["demo"], platforms=platforms, gateway=Gateway(client=client)
    )
    await install(records, target_prefix="environment", client=client, show_progress=False)

try:
    asyncio.run(main(sys.argv[1]))
except Exception:
    traceback.print_exc()
    sys.stderr.flush()
    os._exit(1)
`;

function rattler(number: string): Program {
  const path = stored("python", `py-rattler-${number}`, "bin", "python");
  const command = (run: Run): Command => ({
    argv: [path, "install.py", run.base],
    files: { "install.py": SCRIPT },
    env: { RATTLER_CACHE_DIR: `${run.home}/rattler` },
  });
  return {
    name: "py-rattler",
    family: "rattler",
    format: "conda",
    path,
    versionCommand: [path, "-m", "pip", "show", "py-rattler"],
    version: number,
    operations: [
      { name: "install", command },
      { name: "download", command },
    ],
    parallel: true,
  };
}

export const condaPrograms: readonly Program[] = [rattler(version("PY_RATTLER_VERSION"))];
