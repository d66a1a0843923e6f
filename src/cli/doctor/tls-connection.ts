/** A TLS connection to the gateway that is examined. */
import { isIP } from "node:net";
import * as tls from "node:tls";
import { PATIENCE_MS, type Place } from "./answer.ts";

/** Starts to connect with these protocols (ALPN) and checks the name in the certificate. */
export function connectTls({ url, authorities }: Place, protocols: readonly string[]): tls.TLSSocket {
  // Node takes IPv6 addresses without brackets.
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const socket = tls.connect({
    host,
    port: Number(url.port || "443"),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: [...protocols],
    ...(authorities ? { ca: [...authorities] } : {}),
  });
  return socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer in time")));
}
