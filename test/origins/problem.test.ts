/** RFC 9457. */
import { describe } from "vitest";
import { table } from "./table.ts";

describe("problem details", () => {
  const problem = { headers: { "content-type": "application/problem+json" } };
  table([
    [
      "detail",
      403,
      { type: "https://docs.example/p", title: "No credit", detail: "Costs 5, you have 3." },
      { message: "Costs 5, you have 3.", documentation: "https://docs.example/p", shape: "problem" },
      problem,
    ],
    [
      "title if there is no detail",
      403,
      { type: "about:blank", title: "No credit left" },
      { message: "No credit left", type: null, documentation: null },
      problem,
    ],
    [
      "a title that is only the phrase",
      500,
      { type: "about:blank", status: 500, title: "Internal Server Error" },
      { message: null },
      problem,
    ],
    ["only a detail", 404, { detail: "no such release" }, { message: "no such release" }, problem],
    [
      "nulls",
      500,
      { type: null, status: null, title: null, detail: null },
      { message: null, code: null, type: null },
      problem,
    ],
    ["an empty detail", 404, { status: 404, detail: "" }, { message: null }, problem],
    [
      "the status in the detail",
      404,
      { type: "about:blank", detail: "404 Group Not Found" },
      { message: "Group Not Found" },
      problem,
    ],
    [
      "recognised by its members, whatever the media type",
      520,
      {
        detail: "A helper timed out.",
        error_type: "helper_timeout",
        title: "helper_timeout",
        type: "https://docs.example/h",
      },
      { message: "A helper timed out.", code: "helper_timeout" },
    ],
    [
      "ASP.NET's field errors",
      400,
      {
        type: "https://tools.ietf.org/html/rfc9110#section-15.5.1",
        title: "Some fields are wrong.",
        status: 400,
        errors: { Version: ["Version is missing."] },
        traceId: "00-ab-01",
      },
      { message: "Version: Version is missing.", requestId: "00-ab-01", documentation: null },
      problem,
    ],
    [
      "ASP.NET's title if no field says anything",
      400,
      { title: "Some fields are wrong.", errors: {} },
      { message: "Some fields are wrong." },
      problem,
    ],
    [
      "seconds to wait",
      429,
      { type: "about:blank", detail: "Wait.", retry_after: 12 },
      { message: "Wait.", retryAfterSeconds: 12 },
      problem,
    ],
  ]);
});
