import { expect, test } from "vitest";
import { headOf } from "../../src/request/request-head.ts";

test("the head is as received, with the names of its fields in lower case, each once", () => {
  const request = new Request("https://packages.example/npm/left-pad?a=b", {
    method: "DELETE",
    headers: [
      ["X-Two", "1"],
      ["Accept", "*/*"],
      ["X-Two", "2"],
    ],
  });
  const head = headOf(request);
  expect([head.url, head.method]).toEqual(["https://packages.example/npm/left-pad?a=b", "DELETE"]);
  expect(head.headers).toBe(request.headers);
  expect(head.names).toEqual(["accept", "x-two"]);
});
