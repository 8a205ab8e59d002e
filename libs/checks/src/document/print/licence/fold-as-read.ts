import { foldLatin } from '../names/names.js';

/** The Latin letters and digits that a reader without Greek and Cyrillic takes theirs for, in pairs. */
const TAKEN_FOR: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'АA БE ВB ГT ДA ЕE ЁE ЖX ЗE ИN ІI ЇI ЙN КK ЛA МM НH ОO ПN РP СC ТT УY ФO ХX ЦU ЧY ШW ЩW ЪB ЫB ЬB ЭE ЮO ЯA ЄE ' +
    'ΑA ΒB ΓT ΔA ΕE ΖZ ΗH ΘO ΙI ΚK ΛA ΜM ΝN ΞE ΟO ΠN ΡP ΣE ΤT ΥY ΦO ΧX ΨY ΩO △A ∆A'
  )
    .split(' ')
    .map((pair) => [pair[0]!, pair[1]!]),
);

/** Capitals A–Z and digits of a text as the reader makes them of any European script. */
export function foldAsRead(text: string): string {
  const upper = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  return foldLatin([...upper].map((letter) => TAKEN_FOR[letter] ?? letter).join(''));
}
