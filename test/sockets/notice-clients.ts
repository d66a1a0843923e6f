/** Shared by the tests of notices: the notice, and two clients that have a channel for it. */

export const NOTICE = "Moving on Friday.";
export const NPM = { "User-Agent": "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false" };
export const COMPOSER = { "User-Agent": "Composer/2.10.2 (Linux; 6.1; PHP 8.4.1; cURL 8.5)" };
export const JSON_TYPE = { "Content-Type": "application/json" };
