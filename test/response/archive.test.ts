/** Which answers are archives, whose coding describes the file itself. */
import { describe, expect, test } from "vitest";
import { isArchive } from "../../src/response/archive.ts";

function byType(type: string): boolean {
  return isArchive(new Headers({ "content-type": type }), "/app");
}

const PACKINGS =
  "octet gzip gtar tar tgz ustar zip zstd bzip bzip2 bz2 xz lzma lzip lz4 compress compressed 7z cpio archive rpm redhat deb debian android python wheel gem iso9660 diskimage squashfs";

const ENDINGS =
  "gz tgz taz z bz2 tbz tbz2 xz txz lzma lz lz4 zst tzst br tar zip 7z cpio whl egg pyz jar war ear aar klib apk aab ipa xpi crx vsix crate gem deb udeb ddeb rpm drpm nupkg snupkg symbols conda phar cab msi msix exe dmg pkg iso img qcow2 vmdk ova box squashfs snap flatpak appimage";

describe("by its media type", () => {
  test.each(PACKINGS.split(" "))("%s is a packing", (packing) => {
    expect([byType(`application/x-${packing}`), byType(`binary/${packing}`)]).toEqual([true, true]);
  });

  test.each([
    "application/octet-stream",
    "Application/X-TAR",
    "application/vnd.oci.image.layer.v1.tar+gzip",
    "application/vnd.debian.binary-package",
    "application/java_archive",
    "application/gzip; charset=binary",
    "application/gzip;x",
  ])("%s", (type) => {
    expect(byType(type)).toBe(true);
  });

  test.each([
    "application/json",
    "application/x-gzipped",
    "text/tar",
    "image/gzip",
    "application",
    "application/",
    "xapplication/gzip",
    "text/x; application/gzip",
    "application/json; name=a.tar",
    "application/json;gzip",
    "",
  ])("%j is not an archive", (type) => {
    expect(byType(type)).toBe(false);
  });
});

describe("by the requested path", () => {
  test.each(ENDINGS.split(" "))("/app-1.0.%s", (ending) => {
    expect(isArchive(new Headers(), `/app-1.0.${ending}`)).toBe(true);
    expect(isArchive(new Headers(), `/app-1.0.${ending.toUpperCase()}`)).toBe(true);
  });

  test.each([
    "/app",
    "/app.json",
    "/gz",
    "/app.gz/x",
    "/app.gz.json",
    "/app.agz",
    "/app.gz?",
    "/app.gz-",
    "",
  ])("%j is not an archive", (path) => {
    expect(isArchive(new Headers(), path)).toBe(false);
  });
});

describe("by the name to save it under", () => {
  test.each([
    "attachment; filename=app.tar",
    'attachment; filename="app 1.tar"; size=7',
    "attachment; FileName = app.tar",
    "attachment; filename*=UTF-8''app.tar",
    "attachment; filename* = UTF-8''app.tar ",
    "attachment; filename=app.tar ; size=7",
    'attachment; filename= "app.tar"',
  ])("%s", (disposition) => {
    expect(isArchive(new Headers({ "content-disposition": disposition }), "/app")).toBe(true);
  });

  test.each([
    "attachment",
    "attachment; filename=app.json",
    "attachment; name=app.tar",
    "attachment; filename=app.tar.json",
    'attachment; filename="app.json"; x="app.tar"',
    "attachment; filename: app.tar",
    "",
  ])("%j is not an archive", (disposition) => {
    expect(isArchive(new Headers({ "content-disposition": disposition }), "/app")).toBe(false);
  });
});
