/**
 * What the demonstration registry refuses, and in which of GitLab's error shapes.
 */

export interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Also the answer to any request that would change the registry. */
export const PROTECTED: Refusal = {
  status: 403,
  body: {
    message: "403 Forbidden - Package protected. Ask the maintainers of group acme for push rights.",
  },
};

const EXPIRED: Refusal = {
  status: 401,
  headers: { "www-authenticate": 'Basic realm="Demonstration Packages Registry"' },
  body: {
    error: "invalid_token",
    error_description: "Your token expired on 1 November. Make a new one under Preferences, Access tokens.",
  },
};

const QUARANTINED: Refusal = {
  status: 403,
  body: {
    message:
      "403 Forbidden - Quarantined by policy SEC-7: version 2.1.0 opens a network connection on install.",
  },
};

/** By the name of the requested package. A map, since `constructor` could be a package's name too. */
export const REFUSALS: ReadonlyMap<string, Refusal> = new Map([
  ["protected", PROTECTED],
  ["expired", EXPIRED],
  ["quarantined", QUARANTINED],
]);

/** The answer to any other name. */
export const MISSING: Refusal = { status: 404, body: { message: "404 Package Not Found" } };

/** The answer to publishing an existing version. */
export const EXISTS: Refusal = {
  status: 403,
  body: { message: "403 Forbidden - Version 1.0.0 exists already and can't be replaced. Publish 1.0.1." },
};

export function refuse(refusal: Refusal): Response {
  return Response.json(refusal.body, { status: refusal.status, headers: refusal.headers ?? {} });
}
