/**
 * Which answers are archives, by media type or by name. Their `Content-Encoding` mostly says how the file itself is
 * packed (Apache's AddEncoding, the metadata of object stores), and every client checks a digest of the file as it is.
 * Pure.
 */

/** Parts of a subtype that name a packing: `x-tar`, `vnd.oci.image.layer.v1.tar+gzip`, `vnd.debian.binary-package`. */
const PACKINGS: ReadonlySet<string> = new Set(
  (
    "octet gzip gtar tar tgz ustar zip zstd bzip bzip2 bz2 xz lzma lzip lz4 compress compressed 7z cpio archive " +
    "rpm redhat deb debian android python wheel gem iso9660 diskimage squashfs"
  ).split(" "),
);

const ENDINGS: ReadonlySet<string> = new Set(
  (
    "gz tgz taz z bz2 tbz tbz2 xz txz lzma lz lz4 zst tzst br tar zip 7z cpio " +
    "whl egg pyz jar war ear aar klib apk aab ipa xpi crx vsix crate gem deb udeb ddeb rpm drpm nupkg snupkg symbols " +
    "conda phar cab msi msix exe dmg pkg iso img qcow2 vmdk ova box squashfs snap flatpak appimage"
  ).split(" "),
);

/** In: the answer's headers, and the requested path. */
export function isArchive(headers: Headers, path: string): boolean {
  return (
    isArchiveType(headers.get("content-type") ?? "") ||
    isArchiveName(path) ||
    isArchiveName(fileName(headers))
  );
}

function isArchiveType(type: string): boolean {
  const [, subtype = ""] = /^\s*(?:application|binary)\/([^\s;]+)/i.exec(type) ?? [];
  return subtype
    .toLowerCase()
    .split(/[.+_-]/)
    .some((part) => PACKINGS.has(part));
}

function isArchiveName(path: string): boolean {
  const [, ending = ""] = /\.([a-z0-9]{1,8})$/i.exec(path) ?? [];
  return ENDINGS.has(ending.toLowerCase());
}

/** The name under which to save a download (RFC 6266). */
function fileName(headers: Headers): string {
  const disposition = headers.get("content-disposition") ?? "";
  return /filename\*?\s*=\s*"?([^";]*)/i.exec(disposition)?.[1]?.trim() ?? "";
}
