import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CAPTION_LANGUAGES, CAPTION_PHRASES, languagesOf } from './captions.js';
import { findCaptions } from './find-captions.js';

const namesIn = (text: string) => [...new Set(findCaptions(text).map(({ name }) => name))];
const rest = (text: string) => text.slice(findCaptions(text).at(-1)?.end ?? 0);

describe('captions', () => {
  test.each([
    ['Surname / Nom', 'surname'],
    ['Sumame/Norr', 'surname'],
    ['NAZSKO/SURNAME', 'surname'],
    ['Prezlme/SumamaNcm', 'surname'],
    ['Uzvirds/Surmane/Nom', 'surname'],
    ['Given names / Prénoms', 'givenNames'],
    ['02MNO/GIVENAMES/PRENOM', 'givenNames'],
    ['Virds(-a/Given name(s)/Prinom(s)', 'givenNames'],
    ['Gwin name(si Pnenomya)', null],
    ['DateofBirth/Datedenaissance', 'dateOfBirth'],
    ['Dale of Birth/Date de naissance', 'dateOfBirth'],
    ['Date of bth', 'dateOfBirth'],
    ['DATAURODZENIA/DATE OF BIRTH', 'dateOfBirth'],
    ['MIEJSCE URODZENIAFLACE OF BIRTH', 'placeOfBirth'],
    ['Plece of brth/Lieu de nassance', 'placeOfBirth'],
    ['Date of issue /Date de delivrance', 'issued'],
    ['Date efissut Gnie de delcance', 'issued'],
    ['Date ofexpiry/Date dexpiration', 'expires'],
    ['echa Caducidad', 'expires'],
    ['Validuntil/', 'expires'],
    ["Validejusqu'au", 'expires'],
    ['SexSexe', 'sex'],
    ['Dzimums/Sex/Sexe', 'sex'],
    ['05POHLAV/SEXSEXE', 'sex'],
    ['Passport No. / No du passeport', 'number'],
    ['SERIAI NUMER PASZPORTU/PASSPORT NO', 'number'],
    ['Numero de documento', 'number'],
    ['Personal No./ N° personnel', 'personalNumber'],
    ['Authority/Autonte', 'authority'],
    ['Emisa de/Delivreepar/lssuedby', 'authority'],
    ['Address / Adresse', 'address'],
    ['Geburtsname', 'birthName'],
    ['Nom de naissance', 'birthName'],
    ['Holder’s signature/ Signature du titulaire', 'other'],
    ['Name', 'fullName'],
    ['1. Sukunimi', 'surname'],
    ['Priezvisko', 'surname'],
    ['Perekonnanimi/Surname', 'surname'],
    ['Születési hely', 'placeOfBirth'],
    ['Doğum tarihi', 'dateOfBirth'],
  ])('%s', (text, name) => expect(namesIn(text)).toEqual(name ? [name] : []));

  test.each([
    'PASSPORT OFFICE',
    'PASSPORT',
    'PASSAPORTO',
    'REISEPASS',
    'ERIKSSON',
    'ANNA MARIA',
    'NOMURA',
    'ADAM',
    'ZENITH',
    '12 AUG/AOUT 74',
    'MINISTRY OF FOREIGN AFFAIRS',
    'KOWALSKA-KWIATKOWSKA',
    'HAUPTSTRASSE 5',
    'LIN, MEI-HUA',
    'SUNNIVA',
    'Thiscard isnotevidence of u,S.citizenship or permanentresidence',
    'If this card is lost report it immediately to the issuing authority of the state',
  ])('%s is none', (text) => expect(namesIn(text)).toEqual([]));

  test('a caption and its value in one line', () => {
    expect(rest('Nom: BERTHIER')).toBe(': BERTHIER');
    expect(rest('Ne(e) le:06.12.1965')).toBe(':06.12.1965');
    expect(rest('CARDEXPIRES11/01/94')).toBe('11/01/94');
    expect(rest('SurnameERIKSSON')).toBe('ERIKSSON');
  });

  test('two fields in one line', () => {
    const found = findCaptions('Country code/Code dupaysPassport Number/ N°de passeport');
    expect([...new Set(found.map(({ name }) => name))]).toEqual(['other', 'number']);
  });

  test('every caption is found as itself, whatever its case, without spaces and accents', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CAPTION_PHRASES), fc.boolean(), ({ folded }, lower) => {
        const names = CAPTION_PHRASES.filter((phrase) => phrase.folded === folded).map(({ name }) => name);
        const found = findCaptions(lower ? folded.toLowerCase() : folded);
        expect(names).toContain(found[0]?.name);
        expect(found).toHaveLength(1);
      }),
      { numRuns: 2000 },
    );
  });

  test('spans lie in the line, in order, and do not overlap', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 60, unit: 'grapheme' }),
        fc.constantFrom('', 'Surname', 'Date of birth'),
        (noise, caption) => {
          const text = `${noise}${caption}${noise}`;
          let last = 0;
          for (const { start, end } of findCaptions(text)) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
            last = end;
          }
        },
      ),
    );
  });

  test('every language names the holder, the birth and the end of validity', () => {
    for (const name of ['surname', 'givenNames', 'dateOfBirth', 'expires'] as const) {
      expect(languagesOf(name)).toEqual([...CAPTION_LANGUAGES]);
    }
  });
});
