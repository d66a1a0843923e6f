/** Pages that a build machine gets if its country filters. The structure is each authority's, the words are made up. */
import { describe } from "vitest";
import { page } from "./html.ts";
import { table } from "./table.ts";

describe("web filters run by authorities", () => {
  table([
    [
      "Russia",
      451,
      page(
        "Доступ ограничен",
        "<h1>Уважаемый пользователь!</h1><p>Доступ к запрошенному ресурсу закрыт на основании закона о защите информации.</p><p>Проверить адрес можно в реестре: https://reestr.example</p>",
      ),
      { message: "Доступ к запрошенному ресурсу закрыт на основании закона о защите информации." },
    ],
    [
      "India",
      403,
      "<html><head><title>Error</title></head><body><font size=4>The address that you asked for has been closed by order of the Department of Networks. Please contact administrator for more information.</font></body></html>",
      {
        message:
          "The address that you asked for has been closed by order of the Department of Networks. Please contact administrator for more information.",
      },
    ],
    [
      "Turkey",
      403,
      page(
        "Erişim engeli",
        '<div class="logo"></div><p>Bu internet sitesine erişim, 2030/12 sayılı karar ile engellenmiştir.</p><p>The access to this site was closed by the decision 2030/12.</p>',
      ),
      { message: "Bu internet sitesine erişim, 2030/12 sayılı karar ile engellenmiştir." },
    ],
    [
      "Indonesia",
      403,
      page(
        "Internet Baik",
        "<h2>Mohon maaf</h2><p>Situs yang Anda tuju tidak dapat diakses karena diblokir oleh negara.</p><p>Hubungi kami: aduan@baik.example</p>",
      ),
      { message: "Situs yang Anda tuju tidak dapat diakses karena diblokir oleh negara." },
    ],
    [
      "Italy",
      403,
      page(
        "Sito inibito",
        "<img alt=stemma><h1>Accesso vietato</h1><p>Il sito richiesto è stato bloccato per ordine dell'autorità.</p>",
      ),
      { message: "Il sito richiesto è stato bloccato per ordine dell'autorità." },
    ],
    [
      "the Emirates",
      403,
      page(
        "Access",
        "<h1>عذراً</h1><p>الوصول إلى هذا الموقع غير مسموح به في الدولة.</p><p>Access to this site is not allowed in the country.</p>",
      ),
      { message: "الوصول إلى هذا الموقع غير مسموح به في الدولة." },
    ],
    [
      "a British court order",
      451,
      page(
        "Access denied",
        "<h2>Access to this site has been closed by an order of the court.</h2><p>Any TV company may ask for a copy.</p>",
      ),
      { message: "Access to this site has been closed by an order of the court." },
    ],
    [
      "only an address in a frame",
      403,
      '<html><head><meta charset="windows-1256"><title>M5-6</title></head><body><iframe src="http://192.0.2.34?type=Invalid Site" style="width:100%"></iframe></body></html>',
      { message: null },
    ],
  ]);
});
