/** An index that promises a wheel's metadata (PEP 658) but has none. */
import { digest } from "../origin/archives.ts";
import { WHEEL, WHEEL_NAME } from "../origin/pypi.ts";
import { versions } from "../store.ts";
import { pipDownload } from "./clients.ts";
import type { Fault } from "./fault.ts";

function missing(number: string): Fault {
  const { path, command } = pipDownload(number, "");
  const link = `<a href="${WHEEL_NAME}#sha256=${digest("sha256", WHEEL)}" data-core-metadata="true">${WHEEL_NAME}</a>`;
  return {
    name: `pip ${number} is promised metadata that is missing`,
    client: `pip ${number}`,
    format: "pypi",
    prefix: `/metadata-${number}`,
    needs: [path],
    // pip takes the 404 for an error: pypa/pip #12033.
    ends: "badly",
    serve: (place) => {
      place.file("/simple/demo-pkg/", `<!DOCTYPE html><html><body>${link}</body></html>`, {
        "Content-Type": "text/html",
      });
      place.file(`/simple/demo-pkg/${WHEEL_NAME}`, WHEEL);
      place.on(`/simple/demo-pkg/${WHEEL_NAME}.metadata`, (exchange) =>
        exchange.answer("404 Not Found", { "Content-Type": "text/plain" }, "No such file."),
      );
    },
    command,
  };
}

export const missingMetadata: readonly Fault[] = versions("PIP_VERSIONS").map(missing);
