/**
 * Small words that show that a text in the Latin script says something; in lower case. Data.
 */
import { lazy } from "../../text/lazy.ts";

/** Words that say that something failed or is not allowed. */
const TROUBLE = `
  not no none cannot can't couldn't don't doesn't didn't isn't aren't wasn't won't haven't hasn't unable fail failed fails failure failures error errors errored denied denies deny block blocked blocking blocks forbidden forbid forbids refused refuses refusal rejected rejects rejection prohibited prohibits restricted restricts restriction restrictions disallowed ban banned bans unauthorized unauthorised unavailable invalid illegal malformed incorrect bad wrong missing expire expired expires exceed exceeded exceeds exhausted disabled suspended closed locked stopped crashed broken interrupted limit limited limits quota violate violates violated violating violation violations detected suspicious malicious malware infected virus quarantine quarantined timeout timed maintenance outage down overloaded busy problem problems trouble issue issues unexpected unknown unsupported without must require requires required too only already exist exists declined filtered revoked terminated moved removed
  nicht kein keine keinen keiner keinem fehler fehlgeschlagen gescheitert gesperrt gesperrte gesperrten blockiert verweigert abgelehnt verboten unzulässig unbefugt ungültig abgelaufen wartung wartungsarbeiten überschritten gestört störung fehlt untersagt eingeschränkt deaktiviert existiert
  n'est n'êtes n'avez n'a n'existe n'ont pas aucun aucune refusé refusée bloqué bloquée bloqués bloquées interdit interdite interdits rejeté rejetée erreur invalide expiré expirée échoué échouée échec dépassé dépassée impossible indisponible introuvable manquant manquante limité limitée restreint restreinte
  denegado denegada bloqueado bloqueada bloqueados bloqueadas prohibido prohibida rechazado rechazada erróneo errónea inválido inválida caducado caducada expirado expirada falló excedido excedida imposible disponible mantenimiento restringido restringida sin incumple
  não nao negado negada proibido proibida rejeitado rejeitada recusado recusada erro expirou excedeu indisponível manutenção restrito restrita sem
  non negato negata bloccato bloccata vietato vietata rifiutato rifiutata errore scaduto scaduta fallito fallita superato superata impossibile manutenzione inibito inibita
  niet geen geweigerd geblokkeerd verboden afgewezen fout verlopen mislukt overschreden onderhoud
  nie został została zostało zablokowany zablokowana zablokowane odmowa zabroniony zabroniona zabronione błąd wygasł wygasła brak niedostępny niedostępna
  není byl byla bylo zablokován zablokována zablokováno odepřen zakázán zakázáno chyba
  inte nekad nekas blockerad blockerats förbjuden fel ikke nægtet blokeret blokkert forbudt fejl feil avvist ei estetty evätty kielletty virhe
  engellendi engellenmiş engellenmiştir yasaklanmıştır reddedildi hata değil yok geçersiz
  nem letiltva megtagadva hiba blocat blocată interzis refuzat eroare
  diblokir ditolak dilarang tidak gagal chặn không chối lỗi`;

/** Other verbs that turn a few words into a sentence. */
const VERBS = `
  is are was were has have had be been can could will would may might should do does did tried means contains need needs want wants
  ist sind wurde wurden wird werden kann konnte hat haben verstößt est sont été ont peut es está ha han fue puede é foi pode è stato stata può wordt werd heeft jest är har er blev on`;

const trouble = lazy(() => wordsOf(TROUBLE));
const verbs = lazy(() => wordsOf(VERBS));

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** Whether one of `words`, in lower case, says that something failed or is not allowed. */
export function hasTrouble(words: readonly string[]): boolean {
  return words.some((word) => trouble().has(word));
}

/** Whether one of `words`, in lower case, is a verb typical of sentences. */
export function hasVerb(words: readonly string[]): boolean {
  return words.some((word) => verbs().has(word));
}
