/**
 * Whether an origin refused by policy: quarantine, curation, a firewall, a vulnerability gate, a licence. Nobody's rights
 * or credentials are amiss then, and what helps is another version or an exception. In doubt it is no policy. Pure.
 */

/** A refusal, as far as it matters here. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
}

/** Whether this refusal is a policy's. */
export function isBlockedByPolicy({ headers }: Refusal): boolean {
  return saysSoInHeader(headers);
}

/** Headers by which products mark what they block. */
const MARKS: readonly (readonly [name: string, value: string])[] = [
  // gitlab-org/cli: its dependency firewall's proxy
  ["x-gitlab-dependency-firewall", "blocked"],
  // docs.socket.dev: Socket Firewall
  ["x-socket-decision", "blocked"],
];

function saysSoInHeader(headers: Headers): boolean {
  return MARKS.some(([name, value]) => headers.get(name)?.trim().toLowerCase() === value);
}
