/** The cases: the request, the Workers that get it, and the bars. */
export interface Case {
  readonly name: string;
  readonly format: "npm" | "maven";
  readonly path: string;
  readonly status: 200 | 403;
  readonly connections: number;
  /** What Outspoken is compared with: a Worker that forwards, or one that also replaces the origin's URLs. */
  readonly bare: "forwarding" | "replacing";
  /** Shares of those Workers' requests per second that Outspoken has to reach. */
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly against: "bare" | "hand-made";
  readonly atLeast: number;
  /** The goal beyond the bar. */
  readonly better: number;
}

const SUCCESS_BARS: readonly Bar[] = [{ against: "bare", atLeast: 0.9, better: 0.95 }];
const REFUSED_BARS: readonly Bar[] = [
  { against: "bare", atLeast: 0.45, better: 0.55 },
  { against: "hand-made", atLeast: 1, better: 1.2 },
];
/** Of the bare Worker's p99, on success. */
export const P99_BAR = 1.2;

const FORWARDED = { status: 200, connections: 8, bare: "forwarding", bars: SUCCESS_BARS } as const;
const REFUSED = { ...FORWARDED, status: 403, bars: REFUSED_BARS } as const;
/** Bodies as large as these fill the socket with few connections. */
const LARGE = { ...FORWARDED, connections: 2 } as const;
/** The default of a route whose origin has another host. The bare Worker to compare with has to do the same work. */
const RENAMED = { ...FORWARDED, bare: "replacing" } as const;

export const CASES: readonly Case[] = [
  { ...FORWARDED, name: "small", format: "npm", path: "/npm-as-is/-/package/left-pad/dist-tags" },
  { ...FORWARDED, name: "small", format: "maven", path: "/maven/com/example/app/1.0/app-1.0.pom.sha1" },
  { ...FORWARDED, name: "metadata", format: "npm", path: "/npm-as-is/left-pad" },
  { ...FORWARDED, name: "metadata", format: "maven", path: "/maven/com/example/app/maven-metadata.xml" },
  { ...LARGE, name: "tarball", format: "npm", path: "/npm/left-pad/-/left-pad-1.0.0.tgz" },
  { ...LARGE, name: "tarball", format: "maven", path: "/maven/com/example/app/1.0/app-1.0.jar" },
  { ...REFUSED, name: "refused", format: "npm", path: "/npm/protected" },
  {
    ...REFUSED,
    name: "refused",
    format: "maven",
    path: "/maven/com/example/protected/1.0/protected-1.0.pom",
  },
  { ...RENAMED, name: "small-renamed", format: "npm", path: "/npm/-/package/left-pad/dist-tags" },
  { ...RENAMED, name: "metadata-renamed", format: "npm", path: "/npm/left-pad" },
];

/** As the clients send them. */
export const HEADERS: Readonly<Record<Case["format"], Readonly<Record<string, string>>>> = {
  npm: {
    "user-agent": "npm/11.19.1 node/v24.21.0 linux x64 workspaces/false",
    accept: "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*",
    "accept-encoding": "gzip,deflate",
    authorization: "Bearer 0123456789abcdef",
    "npm-auth-type": "web",
    "npm-command": "install",
    "pacote-version": "21.0.0",
    "pacote-req-type": "packument",
    "pacote-pkg-id": "registry:left-pad",
  },
  maven: {
    "user-agent": "Apache-Maven/3.9.11 (Java 21.0.8; Linux 6.12)",
    accept: "*/*",
    "accept-encoding": "gzip",
    authorization: "Basic dXNlcjp0b2tlbg==",
    "cache-control": "no-cache",
    pragma: "no-cache",
  },
};
