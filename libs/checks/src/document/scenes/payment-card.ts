/** ISO/IEC 7812-1: the length of the number of a payment card. */
const PAN = /(?:\d[ -]?){14,18}\d/;

/** A number of the right length whose Luhn digit agrees (ISO/IEC 7812-1, annex B). */
export function isPaymentCard(text: string): boolean {
  const digits = PAN.exec(text)?.[0].replace(/\D/g, '');
  if (!digits) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
