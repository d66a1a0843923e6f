/** npm: sign-in, one-time passwords, audits, names. */
import { gzipSync } from "node:zlib";
import type { Behaviour } from "./behaviour.ts";

const JSON_TYPE = { "Content-Type": "application/json" };
const NPM = { "User-Agent": "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false", "npm-command": "login" };
const PROFILE = "https://github.com/npm/npm-profile/blob/main/lib/index.js";
const FETCH = "https://github.com/npm/npm-registry-fetch/blob/main/lib/check-response.js";
const AUDIT = gzipSync('{"left-pad":["1.3.0"]}');

export const NPM_BEHAVIOUR: readonly Behaviour[] = [
  {
    behaviour: "npm's browser sign-in names the URL to poll, at the gateway",
    source: PROFILE,
    client: "npm-dialogues",
    format: "npm",
    asked: { method: "POST", target: "/-/v1/login", headers: NPM, body: "{}" },
    answered: {
      status: "200 OK",
      headers: JSON_TYPE,
      body: '{"loginUrl":"https://login.example/l","doneUrl":"{origin}/-/v1/done?sessionId=a"}',
    },
    through: { body: '{"loginUrl":"https://login.example/l","doneUrl":"{gateway}/-/v1/done?sessionId=a"}' },
  },
  {
    behaviour: "npm polls that sign-in every Retry-After seconds while the answer is 202",
    source: PROFILE,
    client: "npm-dialogues",
    format: "npm",
    asked: { target: "/-/v1/done?sessionId=a", headers: NPM },
    answered: { status: "202 Accepted", headers: { ...JSON_TYPE, "Retry-After": "1" }, body: "{}" },
  },
  {
    behaviour: "npm asks for a one-time password if a 401 has the challenge OTP",
    source: FETCH,
    client: "npm-dialogues",
    format: "npm",
    asked: { method: "PUT", target: "/left-pad", headers: { ...NPM, Authorization: "Bearer t" }, body: "{}" },
    answered: {
      status: "401 Unauthorized",
      headers: { ...JSON_TYPE, "WWW-Authenticate": "OTP", "npm-notice": "Open the page to sign in." },
      body: '{"authUrl":"https://login.example/a","doneUrl":"https://login.example/d"}',
    },
    through: { category: "unauthorized" },
  },
  {
    behaviour: "npm audit sends its content in gzip",
    source: "https://github.com/artifact-keeper/artifact-keeper/issues/3644",
    client: "npm-dialogues",
    format: "npm",
    asked: {
      method: "POST",
      target: "/-/npm/v1/security/advisories/bulk",
      headers: { ...NPM, ...JSON_TYPE, "Content-Encoding": "gzip" },
      body: AUDIT,
    },
    answered: { status: "200 OK", headers: JSON_TYPE, body: "{}" },
  },
  {
    behaviour: "an audit's gzip answer without a label stays unchanged",
    source: "https://github.com/npm/cli/issues/9804",
    format: "npm",
    asked: { method: "POST", target: "/-/npm/v1/security/advisories/bulk", headers: NPM, body: "{}" },
    answered: { status: "200 OK", headers: JSON_TYPE, body: AUDIT },
  },
  {
    behaviour: "a scoped name keeps its encoded slash as sent",
    source: "https://github.com/npm/npm/issues/16380",
    format: "npm",
    asked: { target: "/@scope%2fname", headers: NPM },
    answered: { status: "200 OK", headers: JSON_TYPE, body: '{"name":"@scope/name"}' },
  },
  {
    behaviour: "a tarball elsewhere: the 303 passes and is not followed",
    source: "https://www.rfc-editor.org/rfc/rfc9110#section-15.4.4",
    format: "npm",
    asked: { target: "/left-pad/-/left-pad-1.3.0.tgz", headers: NPM },
    answered: {
      status: "303 See Other",
      headers: { Location: "https://storage.example/left-pad.tgz?X-Amz-Signature=a%2Fb" },
    },
  },
];
