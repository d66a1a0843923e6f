/**
 * Which answers of each format carry URLs that its clients follow, so that they have to name the gateway.
 *
 * Read in the clients' own sources (the headers of the modules name them). Left alone on purpose, because a digest or
 * a signature covers the bytes, or because no client follows a URL in them: archives, POMs and Maven metadata, OCI
 * manifests, SHASUMS, InRelease, repomd.xml and primary.xml, APKINDEX, Hex's signed registry, npm's attestations,
 * Composer's files named by their hash, Cargo's index lines, conda's repodata (patched by the hash of the old one),
 * Terraform states. Pure.
 */

import type { FormatName } from "../index.ts";
import type { ClientRequest } from "./client.ts";

export interface OwnUrlDocuments {
  /** Whether the answer to this request may be a document with URLs to follow; known before the request is sent. */
  asked(request: ClientRequest): boolean;
  /** The media types of such documents; null where the path alone tells. */
  readonly types: RegExp | null;
  /** What stands before a path-absolute reference (`/p2/...`) that clients resolve against the host: a JSON key or an HTML attribute. */
  readonly pathLeads?: readonly string[];
  /** True for clients that know no ETag and send the text of `Last-Modified` back as it is. */
  echoesLastModified?(request: ClientRequest): boolean;
}

export interface OwnUrlsOfFormat {
  readonly documents: OwnUrlDocuments | null;
  /** Headers with a URL beside those of HTTP itself (Location, Content-Location, Link, the realm of a challenge). */
  readonly headers?: readonly string[];
  /** References in headers are sent as paths: oras-go fails a push whose `Location` names another host or scheme. */
  readonly relative?: true;
}

const JSON_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const JSON_OR_XML = /^(?:application|text)\/(?:[\w.-]+\+)?(?:json|xml)\s*(?:;|$)/i;
/** PEP 503, PEP 691, and the JSON API beside them; not the attestations of PEP 740. */
const SIMPLE_PAGE = /^(?:text\/html|application\/(?:vnd\.pypi\.simple\.v1\+(?:json|html)|json))\s*(?:;|$)/i;
const PLAIN = /^text\/plain\s*(?:;|$)/i;

const HEADERS_ONLY: OwnUrlsOfFormat = { documents: null };

/** Per format. Exhaustive: a new format has to say what its answers carry. */
export const OWN_URLS: Readonly<Record<FormatName, OwnUrlsOfFormat>> = {
  alpine: HEADERS_ONLY,
  anthropic: HEADERS_ONLY,
  /** `dl` and `api`; the lines of the index have no download URL. */
  cargo: { documents: { asked: reads(/(?:^|\/)config\.json$/), types: null } },
  /** packages.json and p2 files: metadata-url, dist and mirrors; files named by their hash are checked against it. */
  composer: {
    documents: {
      asked: reads(/\.json$/, /(?:\$|%24|\/)[0-9a-f]{40,128}\.json$/i),
      types: null,
      pathLeads: [
        '"metadata-url"',
        '"providers-url"',
        '"providers-lazy-url"',
        '"providers-api"',
        '"list"',
        '"search"',
        '"notify"',
        '"notify-batch"',
        '"api-url"',
        '"dist-url"',
      ],
      // composer/composer src/Composer/Repository/ComposerRepository.php: asyncFetchFile.
      echoesLastModified: ({ headers }) => (headers.get("user-agent") ?? "").startsWith("Composer/"),
    },
  },
  conan: HEADERS_ONLY,
  conda: HEADERS_ONLY,
  /** Lists of mirrors (apt's `mirror+https:`). */
  debian: { documents: { asked: reads(/mirror(?:s|list)?(?:\.txt|\.list)?$/i), types: PLAIN } },
  /** `download_url`, `href`, `next`, and the `task` of an import; Pulp's are paths, which ansible-core joins to the host. */
  galaxy: {
    documents: {
      asked: asksAny(["GET", "HEAD", "POST"], /\.tar\.gz$/),
      types: JSON_TYPE,
      // ansible/ansible lib/ansible/galaxy/api.py: get_collection_versions, get_collection_version_metadata.
      pathLeads: ['"next"', '"next_link"', '"download_url"', '"task"'],
    },
  },
  generic: HEADERS_ONLY,
  go: HEADERS_ONLY,
  /** `entries.*[].urls`; ChartMuseum's API repeats them. */
  helm: {
    documents: {
      asked: reads(/(?:^|\/)index\.yaml$|\/api\/(?:[^/]+\/)*charts(?:\/[^/]+){0,2}$/),
      types: null,
    },
  },
  hex: HEADERS_ONLY,
  /** Uploads go by git-lfs. */
  huggingface: { documents: { asked: posts(/\/info\/lfs\/objects\/batch$/), types: JSON_TYPE } },
  /** `actions.*.href`. */
  lfs: { documents: { asked: posts(/\/objects\/batch$/), types: JSON_TYPE } },
  maven: HEADERS_ONLY,
  /** `dist.tarball`; `loginUrl` and `doneUrl` of the web login. */
  npm: {
    documents: {
      asked: (request) =>
        reads(/^/, /\.t(?:ar\.)?gz$|\/-\/npm\/v1\/(?:attestations|keys)(?:\/|$)/)(request) ||
        posts(/\/-\/v1\/login$/)(request),
      types: JSON_TYPE,
    },
  },
  /** The service index, registrations, search; `content/@src` and `xml:base` of V2 feeds. */
  nuget: {
    documents: { asked: reads(/^/, /\.(?:s?nupkg|nuspec|p7s|cer|crt|png|jpe?g|md)$/i), types: JSON_OR_XML },
  },
  oci: { documents: null, relative: true },
  openai: HEADERS_ONLY,
  /** `archive_url`, and the `url` of an upload. */
  pub: { documents: { asked: reads(/^/, /\.tar\.gz$/), types: JSON_TYPE } },
  pypi: {
    documents: {
      asked: reads(/^/, /\.(?:whl|tar\.(?:gz|bz2|xz)|tgz|zip|egg|exe|metadata|asc|sig)$/i),
      types: SIMPLE_PAGE,
      pathLeads: ["href=", '"url"'],
    },
  },
  /** Lists of mirrors; a metalink holds the digest of repomd.xml, not of itself. */
  rpm: { documents: { asked: reads(/(?:mirrorlist|metalink)[^/]*$/i), types: null } },
  rubygems: HEADERS_ONLY,
  swift: HEADERS_ONLY,
  /** Discovery, module locations (OpenTofu), provider downloads, archives of a network mirror. */
  terraform: {
    documents: {
      asked: reads(/\/download(?:\/[^/]+\/[^/]+)?$|\.json$/, /\/terraform\/state\//),
      types: JSON_TYPE,
      pathLeads: [
        '"modules.v1"',
        '"providers.v1"',
        '"authz"',
        '"token"',
        '"location"',
        '"download_url"',
        '"shasums_url"',
        '"shasums_signature_url"',
        '"url"',
      ],
    },
    headers: ["x-terraform-get"],
  },
  /** `assetUri`, `fallbackAssetUri`, `files[].source`. */
  vscode: {
    documents: {
      asked: asksAny(["GET", "HEAD", "POST"], /\.vsix$|\/vspackage$|\/assetbyname\/|\/file\//i),
      types: JSON_TYPE,
    },
  },
};

function reads(path: RegExp, butNot?: RegExp): (request: ClientRequest) => boolean {
  return (request) =>
    (request.method === "GET" || request.method === "HEAD") &&
    path.test(request.path) &&
    butNot?.test(request.path) !== true;
}

function posts(path: RegExp): (request: ClientRequest) => boolean {
  return (request) => request.method === "POST" && path.test(request.path);
}

function asksAny(methods: readonly string[], butNot: RegExp): (request: ClientRequest) => boolean {
  return (request) => methods.includes(request.method) && !butNot.test(request.path);
}
