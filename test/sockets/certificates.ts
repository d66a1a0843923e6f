/** A certificate authority made with openssl for one test run, and the certificates it signs. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface Authority {
  /** The authority's own certificate, in PEM. */
  readonly pem: string;
  /** A certificate for the host name, valid between two days counted from today. */
  sign(host: string, fromDay: number, toDay: number): Certificate;
  /** A self-signed certificate. */
  selfSigned(host: string): Certificate;
  close(): void;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `openssl ca` is the only command that can backdate a certificate in every version. */
const AUTHORITY_CONFIGURATION = `[ca]
default_ca = test
[test]
database = index.txt
new_certs_dir = .
certificate = ca.pem
private_key = ca.key
serial = serial
default_md = sha256
unique_subject = no
policy = any
[any]
commonName = supplied
`;

/** Makes the authority; `close` deletes its files. */
export function makeAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "outspoken-certificates-"));
  const openssl = (...args: string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
  };
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  openssl(
    "req",
    "-x509",
    ...newKey,
    "-keyout",
    "ca.key",
    "-out",
    "ca.pem",
    "-subj",
    "/CN=Test CA",
    "-days",
    "2",
  );
  writeFileSync(join(folder, "ca.cnf"), AUTHORITY_CONFIGURATION);
  writeFileSync(join(folder, "index.txt"), "");
  let serial = 0;

  function sign(host: string, fromDay: number, toDay: number): Certificate {
    serial += 1;
    const name = `server-${serial}`;
    const days = ["-startdate", moment(fromDay), "-enddate", moment(toDay)];
    writeFileSync(join(folder, `${name}.cnf`), `subjectAltName=DNS:${host}\n`);
    openssl(
      "req",
      "-new",
      ...newKey,
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      `/CN=${host}`,
    );
    const request = ["-in", `${name}.csr`, "-extfile", `${name}.cnf`, "-out", `${name}.pem`];
    openssl("ca", "-config", "ca.cnf", "-batch", "-notext", "-create_serial", ...request, ...days);
    return { cert: read(`${name}.pem`), key: read(`${name}.key`) };
  }

  function selfSigned(host: string): Certificate {
    const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
    openssl("req", "-x509", ...newKey, "-keyout", "self.key", "-out", "self.pem", ...subject, "-days", "2");
    return { cert: read("self.pem"), key: read("self.key") };
  }

  return {
    pem: read("ca.pem"),
    sign,
    selfSigned,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** In openssl's format: `20260131235959Z`. */
function moment(daysFromNow: number): string {
  const date = new Date(Date.now() + daysFromNow * DAY_MS).toISOString();
  return `${date.replace(/\D/g, "").slice(0, 14)}Z`;
}
