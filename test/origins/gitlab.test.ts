/** GitLab's JSON. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("GitLab", () => {
  table([
    [
      "status, phrase, dash",
      403,
      { message: "403 Forbidden - Upload is closed." },
      { message: "Upload is closed.", shape: "gitlab" },
    ],
    [
      "its own spelling of a phrase",
      400,
      { message: "400 Bad request - tag is missing" },
      { message: "tag is missing" },
    ],
    [
      "only the first dash ends the phrase",
      400,
      { message: "400 Bad request - x - y" },
      { message: "x - y" },
    ],
    ["no dash", 404, { message: "404 Group Not Found" }, { message: "Group Not Found" }],
    ["nothing but the status", 404, { message: "404 Not found" }, { message: null }],
    ["nothing after the dash", 403, { message: "403 Forbidden - " }, { message: null }],
    [
      "a command to a CI system after the dash",
      403,
      { message: "403 Forbidden - ::set-env name=a::b" },
      { message: ": :set-env name=a::b" },
    ],
    [
      "field errors",
      400,
      { message: { name: ["is too short", "has a blank"], path: ["is taken"] } },
      { message: "name: is too short, has a blank; path: is taken" },
    ],
    [
      "an object with one text",
      429,
      { message: { error: "Slow down a little." } },
      { message: "Slow down a little." },
    ],
    [
      "the same text twice",
      400,
      { message: "Name is taken", error: "Name is taken" },
      { message: "Name is taken" },
    ],
    [
      "a reason only in the second text",
      403,
      { message: "403 Forbidden", error: "Upload is closed." },
      { message: "Upload is closed." },
    ],
    ["only a code", 404, { error_code: "NO_SUCH_MODEL" }, { message: null, code: "NO_SUCH_MODEL" }],
    [
      "a code next to the text",
      422,
      { message: "Firewall is off here", code: "firewall_off" },
      { message: "Firewall is off here", code: "firewall_off" },
    ],
    [
      "a status other than the answer's is part of the reason",
      502,
      { message: "500 from the mirror" },
      { message: "500 from the mirror" },
    ],
    [
      "errors next to the message",
      403,
      { message: "403 Forbidden - Closed.", errors: [{ status: 403, message: "Forbidden - Closed." }] },
      { message: "Closed." },
    ],
  ]);
});
