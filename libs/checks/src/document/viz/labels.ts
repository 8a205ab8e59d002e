import { foldLatin } from '../names.js';
import { type Cell, cellBelow, cellRight } from './page.js';

/**
 * Captions of fields, folded to A–Z, in the languages that European and North American documents print
 * them in. A caption in a second language beside the first is common, so each pattern needs only one.
 */
export const LABELS = {
  surname:
    /SURNAME|^NOMS?\b|NOM\d?$|APELLIDO|COGNOME|NACHNAME|FAMILIENNAME|APELIDO|ACHTERNAAM|EFTERNAMN|NAZWISKO|FAMILYNAME|LASTNAME/,
  givenNames:
    /GIVENNAME|PRENOM|VORNAME|NOMBRE|^NOMI?$|VOORNAM|FORNAMN|IMIE|IMIONA|FORENAME|FIRSTNAME|NOMEPROPRIO/,
  dateOfBirth:
    /DATEOFBIRTH|DATEDENAISSANCE|GEBURTSDATUM|GEBURTSTAG|FECHADENACIMIENTO|DATADINASCITA|DATADENASCIMENTO|GEBOORTEDATUM|FODELSEDATUM|DATAURODZENIA|^NEELE/,
  placeOfBirth:
    /PLACEOFBIRTH|LIEUDENAISSANCE|GEBURTSORT|LUGARDENACIMIENTO|LUOGODINASCITA|LOCALDENASCIMENTO|GEBOORTEPLAATS|FODELSEORT|MIEJSCEURODZENIA/,
  issued:
    /DATEOFISSUE|DATEDEDELIVRANCE|AUSSTELLUNGSDATUM|FECHADEEXPEDICION|FECHADEEMISION|DATADIRILASCIO|DATADEEMISSAO|DATUMVANAFGIFTE|UTFARDANDEDATUM|DATAWYDANIA/,
  expires:
    /DATEOFEXPIRY|EXPIRYDATE|DATEDEXPIRATION|GULTIGBIS|VALIDUNTIL|FECHADECADUCIDAD|FECHADEVENCIMIENTO|DATADISCADENZA|DATADEVALIDADE|GELDIGTOT|VALABLEJUSQU|TERMINWAZNOSCI/,
  number:
    /PASSPORTNO|PASSEPORTNO|NODUPASSEPORT|DOCUMENTNO|NODUDOCUMENT|CARDNO|PASSPORTNUMBER|DOCUMENTNUMBER|NUMERODEPASAPORTE|PASSNR|AUSWEISNR|REISEPASSNR|DOKUMENTNR/,
  address: /^ADDRESS|^ADRESSE|^ANSCHRIFT|^DOMICILIO|^INDIRIZZO|^MORADA|^RESIDENZA/,
} as const satisfies Record<string, RegExp>;

export type LabelName = keyof typeof LABELS;

const isLabel = (text: string): boolean => Object.values(LABELS).some((label) => label.test(foldLatin(text)));

/** Values that the caption's position points to: after its colon, below it, to its right; likeliest first. */
export function labelledCells(cells: readonly Cell[], name: LabelName): Cell[] {
  return cells
    .filter(({ text }) => LABELS[name].test(foldLatin(text.split(':')[0]!)))
    .flatMap((label) => {
      const inline = /:\s*(.+)$/.exec(label.text)?.[1];
      if (inline) return [{ ...label, text: inline }];
      return [cellBelow(cells, label), cellRight(cells, label)];
    })
    .filter((cell): cell is Cell => cell !== null && !isLabel(cell.text));
}
