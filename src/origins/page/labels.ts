/**
 * What error pages write before a value ("Message:", "Reason", "原因"), in the languages that servers ship, and what
 * kind of value follows. Data; lower case, without the colon.
 */
import { lazy } from "../../text/lazy.ts";

/**
 * `reason`: why it failed. `description`: what the status means, mostly the server's boilerplate. `code`: a
 * machine-readable word. `context`: about the request or the server, known to the client or of no use to it.
 */
export type LabelKind = "reason" | "description" | "code" | "context";

const WORDS: Readonly<Record<LabelKind, string>> = {
  reason: `
    message, error message, errormessage, status message, messages, exception value, fault, problem
    reason, reasons, the reason, block reason, blocked reason, reason for block, reason for blocking, reason for the block, reason for this block, reason blocked, denial reason, reject reason, failure reason, reason given for failure, following reason, error reason
    cause, caused by, the cause, root cause, because, detail, details, error detail, error details, detailed message, exception details, explanation, following error, following problem
    nachricht, meldung, fehlermeldung, grund, folgender grund, folgendem grund, folgenden grund, begründung, ursache, sperrgrund, grund der sperrung, grund für die sperrung, einzelheiten, fehlerdetails
    motif, raison, raison du blocage, motif du blocage, cause du blocage, détail, détails, message d'erreur, raison suivante
    mensaje, mensaje de error, motivo, razón, razon, causa, motivo del bloqueo, razón del bloqueo, detalle, detalles, siguiente motivo
    mensagem, mensagem de erro, razão, motivo do bloqueio, razão do bloqueio, detalhe, detalhes, seguinte motivo
    messaggio, messaggio di errore, ragione, motivo del blocco, dettaglio, dettagli, seguente motivo
    bericht, foutmelding, melding, reden, oorzaak, reden van blokkering, bijzonderheden
    komunikat, wiadomość, powód, przyczyna, powód blokady, szczegóły
    zpráva, důvod, příčina, podrobnosti, důvod blokování, správa, dôvod
    meddelande, felmeddelande, orsak, anledning, detaljer, meddelelse, besked, fejlmeddelelse, årsag, årsak, feilmelding, begrunnelse
    viesti, virheilmoitus, syy, eston syy
    mesaj, ileti, hata mesajı, neden, nedeni, sebep, sebebi, gerekçe, engelleme nedeni, ayrıntı, ayrıntılar
    üzenet, hibaüzenet, indok, mesajul, motivul, motiv
    μήνυμα, αιτία, λόγος, λεπτομέρειες
    сообщение, сообщение об ошибке, причина, причина блокировки, причина отказа, основание, подробности, детали, повідомлення, підстава, съобщение
    消息, 錯誤訊息, 错误信息, 错误消息, 提示信息, 原因, 拦截原因, 阻止原因, 阻断原因, 屏蔽原因, 失败原因, 封鎖原因, 阻擋原因, 訊息, 详情, 详细信息, 詳細資料, 理由
    メッセージ, エラーメッセージ, ブロック理由, 遮断理由, 詳細, 詳細情報
    메시지, 오류 메시지, 사유, 이유, 원인, 차단 사유, 차단사유, 차단 이유, 상세
    الرسالة, رسالة, السبب, سبب الحظر, سبب الحجب, التفاصيل, הודעה, סיבה, הסיבה, פרטים, دلیل, علت, پیام
    pesan, alasan, lý do, thông báo, nguyên nhân, chi tiết, ข้อความ, เหตุผล, สาเหตุ, รายละเอียด, कारण, संदेश`,
  description: `
    description, error description, descriptions, beschreibung, fehlerbeschreibung, descripción, descripcion, descrição, descricao, descrizione, omschrijving, beschrijving, opis, popis, beskrivning, beskrivelse, kuvaus, açıklama, leírás, descriere, περιγραφή, описание, опис, описание ошибки, 描述, 说明, 說明, 错误描述, 説明, 설명, الوصف, תיאור, mô tả, deskripsi, keterangan
    note, hinweis, remarque, nota, opmerking, 备注, 注意`,
  code: `
    code, error code, errorcode, fehlercode, code d'erreur, código, código de error, código de erro, codice, codice di errore, foutcode, kod błędu, код, код ошибки, 错误代码, 錯誤代碼, 错误码, エラーコード, 오류 코드`,
  context: `
    url, uri, requested url, request url, requested uri, blocked url, url blocked, physical path, requested resource, resource, path, site, website, web site, page, address, destination, target, link, domain, referer, referrer, angeforderte url, gesperrte url, adresse, seite, url demandée, url solicitada, url bloqueada, url solicitado, url richiesto, адрес, сайт, адрес сайта, 网址, 地址, 被拦截网址, 请求的 url, 要求された url, 요청한 url, żądany adres url, url запроса, запрошенный url, リクエスト url, アドレス, 주소, key
    category, categories, url category, url categories, web category, content category, filter category, kategorie, kategorien, catégorie, catégories, categoría, categorías, categoria, categorie, kategoria, категория, категории, 类别, 分类, 類別, カテゴリ, カテゴリー, 카테고리, الفئة, kategori, reputation, url reputation, risk, risk level, threat level, score
    user, username, user name, user id, login, group, groups, user group, account, role, benutzer, benutzername, utilisateur, usuario, usuário, utente, gebruiker, użytkownik, пользователь, 用户, 用户名, ユーザー, 사용자
    ip, ip address, your ip, your ip address, client ip, client ip address, client, client address, source ip, source, source address, destination ip, proxy ip, server ip, workstation, ip-adresse, ihre ip, ihre ip-adresse, client-ip, quell-ip, adresse ip, votre ip, dirección ip, su ip, tu ip, endereço ip, seu ip, indirizzo ip, ip-адрес, ваш ip, ваш ip-адрес, 您的 ip, 您的ip, 客户端ip, ip地址, クライアント ip, 클라이언트 ip
    host, hostname, host name, server, server name, servername, proxy, node, gateway, appliance, device, location, data center, datacenter, pop, port, rechner, serveur, servidor, сервер, 服务器, サーバー, 서버, hostid, host id, server id
    date, time, date/time, date and time, timestamp, time stamp, generated, datum, zeit, uhrzeit, zeitpunkt, heure, date et heure, fecha, hora, fecha y hora, data, ora, tijd, tarih, saat, дата, время, 时间, 日期, 日時, 時刻, 시간, 일시, التاريخ
    type, typ, tipo, 类型, 類型, タイプ, 타입, тип, status, status code, statuscode, http status, http status code, error type, exception type, servlet, method, request method, http method, protocol, module, notification, handler, logon method, logon user, browser, your browser, user agent, user-agent, application, application name, file, file name, filename, file type, media type, mime type, virus, virus name, threat, threat name, malware, signature, policy, policy name, rule, rule name, rule id, profile, option, options, version, version information, source file, line, stack trace, server error code, requested by, country, region, isp, asn, support, contact, phone, email, e-mail, telefon`,
};

const kinds = lazy((): ReadonlyMap<string, LabelKind> => {
  const found = new Map<string, LabelKind>();
  const sets: readonly LabelKind[] = ["reason", "description", "code", "context"];
  for (const kind of sets)
    for (const word of WORDS[kind].split(/[,\n]\s*/))
      if (word !== "" && !found.has(word)) found.set(word, kind);
  return found;
});

/** No label is longer; a longer text before a colon is part of a sentence. */
export const LABEL_MAX_CHARACTERS = 40;

/** What the label `text`, its punctuation ignored, announces; null if it is not a label. */
export function labelKind(text: string): LabelKind | null {
  if (text.length > LABEL_MAX_CHARACTERS) return null;
  // JBoss numbers its labels: "JBWEB000068: message".
  const word = text
    .toLowerCase()
    .replace(/^jbweb\d{1,6}: /, "")
    .replace(/’/g, "'")
    .replace(/^[\s[("*•-]{1,4}|[\s:：\])"*]{1,6}$/g, "");
  return kinds().get(word) ?? null;
}

/** A text split at its first colon; null if what precedes the colon is not a label. */
export function labelled(text: string): { readonly kind: LabelKind; readonly value: string } | null {
  const start = text.slice(0, LABEL_MAX_CHARACTERS + 1);
  const numbered = /^JBWEB\d{1,6}: /.exec(start)?.[0].length ?? 0;
  const at = start.slice(numbered).search(/[:：]/) + numbered;
  if (at < numbered) return null;
  const kind = labelKind(start.slice(0, at));
  return kind === null ? null : { kind, value: text.slice(at + 1).trim() };
}

/** The kind of label that a sentence ends with: "Problem accessing /a. Reason:", "for the following reason:". */
export function trailingLabel(text: string): LabelKind | null {
  if (!/[:：]$/.test(text)) return null;
  const words = text.slice(-LABEL_MAX_CHARACTERS, -1).split(/[\s.,]+/);
  for (const count of [1, 2]) {
    const kind = labelKind(words.slice(-count).join(" "));
    if (kind === "reason") return kind;
  }
  return null;
}
