import { describe, expect, test } from "vitest";
import { acceptedEncoding, acceptsCoding, codingsToRequest, standardName } from "../../src/request/coding.ts";

test.each([
  ["gzip", true],
  ["GZIP", true],
  ["gzip, deflate, br", true],
  ["gzip;q=0.5", true],
  ["br;q=1.0, gzip ; q=0.8", true],
  ["x-gzip", true],
  ["*", true],
  ["identity, *;q=0.5", true],
  ["*;q=0.5, identity", true],
  ["*;q=0, gzip", true],
  ["", false],
  ["identity", false],
  ["br", false],
  ["gzip;q=0", false],
  ["gzip;q=0.", false],
  ["gzip;q=0.0", false],
  ["gzip;q=0.000", false],
  ["gzip; q=0", false],
  ["gzip;\t Q=0 \t", false],
  ["gzip;level=9;q=0", false],
  ["gzip;q=0;level=9", false],
  ["gzip;q=0.001", true],
  ["gzip;q=0.0000", true],
  ["gzip;q=00", true],
  ["gzip;q=0x", true],
  ["gzip;xq=0", true],
  ["*;q=0", false],
  ["gzip;q=0, *", false],
  ["*, gzip;q=0", false],
  ["notgzip", false],
])("Accept-Encoding: %s allows gzip: %s", (value, allows) => {
  expect(acceptsCoding(value, "gzip")).toBe(allows);
  expect(acceptsCoding(value, "X-Gzip")).toBe(allows);
});

test.each([
  ["gzip", "gzip"],
  [" GZip\t", "gzip"],
  ["x-gzip", "gzip"],
  ["X-Compress", "compress"],
  ["x-gzip2", "x-gzip2"],
  ["x-compressed", "x-compressed"],
  ["x-br", "x-br"],
  ["my-x-gzip", "my-x-gzip"],
])("the coding %j is %s", (coding, name) => {
  expect(standardName(coding)).toBe(name);
});

describe("requests codings from the origin that the client accepts and that can be decoded here", () => {
  test.each([
    [null, "identity"],
    ["", "identity"],
    ["br, zstd", "identity"],
    ["gzip", "gzip"],
    ["x-gzip", "gzip"],
    ["deflate", "deflate"],
    ["br, deflate, gzip", "gzip, deflate"],
    ["gzip;q=0, *", "deflate"],
    ["*", "gzip, deflate"],
  ])("%j: %s, also when repeated", (accepted, requested) => {
    expect(codingsToRequest(accepted)).toBe(requested);
    expect(codingsToRequest(accepted)).toBe(requested);
  });

  test("regardless of earlier requests", () => {
    for (let other = 0; other < 200; other += 1) {
      expect(codingsToRequest(`gzip, x-${other}`)).toBe("gzip");
      expect(codingsToRequest(`br, x-${other}`)).toBe("identity");
    }
  });
});

describe("the codings that the client itself accepts", () => {
  test.each<[string, string | null, object | undefined, string | null]>([
    ["no field", null, { clientAcceptEncoding: "gzip" }, null],
    ["without an edge", "gzip", undefined, "gzip"],
    ["without an edge, the value that an edge would show", "br, gzip", undefined, "br, gzip"],
    ["the value that the edge always shows", "br, gzip", { clientAcceptEncoding: "gzip" }, "gzip"],
    ["the same in the other order", "gzip, br", { clientAcceptEncoding: "deflate" }, "deflate"],
    ["a value other than the edge's", "br", { clientAcceptEncoding: "gzip" }, "br"],
    ["none behind the edge", "br, gzip", {}, null],
    ["empty behind the edge", "br, gzip", { clientAcceptEncoding: "" }, null],
    ["not a string behind the edge", "br, gzip", { clientAcceptEncoding: 7 }, null],
  ])("%s", (_, seen, cf, wanted) => {
    const headers = new Headers(seen === null ? {} : { "accept-encoding": seen });
    const request = Object.assign(new Request("https://packages.example/", { headers }), { cf });
    expect(acceptedEncoding(request)).toBe(wanted);
    expect(acceptedEncoding(request, new Headers({ "accept-encoding": "zstd" }))).toBe("zstd");
  });
});
