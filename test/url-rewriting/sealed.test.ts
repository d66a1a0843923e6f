import { describe, expect, test } from "vitest";
import { isSealed } from "../../src/url-rewriting/sealed.ts";

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

describe("content that a signature or digest covers", () => {
  test.each([
    "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n",
    "-----BEGIN PGP SIGNATURE-----\n",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n",
    "-----BEGIN SSH SIGNATURE-----\n",
    "-----BEGIN CERTIFICATE-----\n",
    "\n\n-----BEGIN PGP SIGNED MESSAGE-----\n",
    "\xef\xbb\xbf-----BEGIN PGP SIGNED MESSAGE-----\n",
    "untrusted comment: signature from minisign secret key\n",
    "eyJhbGciOiJSUzI1NiJ9.e30.c2ln",
    '{"payloadType":"application/vnd.in-toto+json"}',
    '{"payload":"e30","signatures":[{}]}',
    '{\r\n  "protected": "eyJ9"}',
    '{"signatures":[{"keyid":"a"}],"signed":{"_type":"root"}}',
    '{ "signed" : {"_type":"timestamp"}}',
    '{"base64Signature":"MEUC","cert":""}',
    '{"_type":"https://in-toto.io/Statement/v0.1","subject":[]}',
    '{"_type":"https:\\/\\/in-toto.io\\/Statement\\/v1"}',
    '{"mediaType": "application/vnd.dev.sigstore.bundle+json;version=0.2"}',
    '{"verificationMaterial":{}}',
    "PK\x03\x04",
    "\x1f\x8b\x08\x00",
    "\xfd7zXZ\x00",
    "\x28\xb5\x2f\xfd$",
    "BZh91AY&SY",
    "\xed\xab\xee\xdb\x03\x00",
    "acme/METADATA\x00\x00",
  ])("%j", (begins) => {
    expect(isSealed(bytesOf(begins))).toBe(true);
  });
});

describe("content that may be rewritten", () => {
  test.each([
    "",
    "{}",
    '{"name":"left-pad","dist":{"signatures":[{"keyid":"a","sig":"b"}]}}',
    '{"mediaType":"application/vnd.acme+json"}',
    '{"_type":"package"}',
    '{"payloads":[]}',
    '[{"payload":"a"}]',
    "apiVersion: v1\nentries: {}\n",
    "---\napiVersion: v1\n",
    "<!DOCTYPE html><pre>-----BEGIN PGP SIGNED MESSAGE-----</pre>",
    '\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?><feed>',
    "http://one.example/\r\n\tpriority:1\f",
    "# mirrors\nhttps://one.example/\n",
    '{"name":"\xc3\xbc"}',
    "eyJ: yaml",
    "BZh9: yaml",
    `{"name":"${"a".repeat(128)}\x00"}`,
  ])("%j", (begins) => {
    expect(isSealed(bytesOf(begins))).toBe(false);
  });
});
