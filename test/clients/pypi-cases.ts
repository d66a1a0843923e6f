/** The clients of Python packages, and what they request. */
import type { ClientRequest } from "../../src/clients/shared/client.ts";
import { request } from "./failing.ts";

export const PIP = 'pip/26.2.1 {"ci":null,"installer":{"name":"pip","version":"26.2.1"}}';
export const UV = 'uv/0.12.5 {"installer":{"name":"uv","version":"0.12.5","subcommand":["pip"]}}';
export const UV_0_9_10 = "uv/0.9.10 {}";
export const UV_0_8 = "uv/0.8.2 {}";
export const TWINE = "twine/7.0.0 CPython/3.13.1";
export const POETRY = "poetry/2.4.1 CPython/3.13.1 Linux/6.1";
export const PDM = "pdm/2.28.2 CPython/3.13.1 Linux/6.1";
export const HATCH = 'Hatch/1.18.0 {"installer":{}} HTTPX2/1.0';

export const INDEX = "/simple/left-pad/";
export const WHEEL = "/files/left_pad-1.0-py3-none-any.whl";
const INDEX_ACCEPT =
  "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01";

export function asks(agent: string, path: string, method = "GET"): ClientRequest {
  const accept = path === INDEX ? INDEX_ACCEPT : "*/*";
  return request(path, { "user-agent": agent, accept }, method);
}
