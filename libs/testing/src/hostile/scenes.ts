import sharp from 'sharp';

/** Hills under a sky, 1600×1200 JPEG: a picture with neither a document nor a face in it. */
export function landscape(): Promise<Buffer> {
  return drawn(`<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
    <stop offset="0" stop-color="#4f86c6"/><stop offset="1" stop-color="#f2dcc0"/></linearGradient></defs>
    <rect width="1600" height="1200" fill="url(#sky)"/><circle cx="1230" cy="310" r="90" fill="#fff3c4"/>
    <path d="M0 760Q300 560 640 730T1200 650T1600 720V1200H0Z" fill="#6f8f5a"/>
    <path d="M0 930Q420 780 840 910T1600 870V1200H0Z" fill="#486b3c"/>`);
}

/** Two apples on a table, 1600×1200 JPEG: round and skin-coloured, but nobody's face. */
export function stillLife(): Promise<Buffer> {
  return drawn(`<defs><radialGradient id="apple" cx="0.35" cy="0.3" r="0.8">
    <stop offset="0" stop-color="#f6c9a0"/><stop offset="1" stop-color="#b4533a"/></radialGradient></defs>
    <rect width="1600" height="1200" fill="#cfc6b8"/><rect y="780" width="1600" height="420" fill="#7b5a3c"/>
    <ellipse cx="620" cy="720" rx="230" ry="215" fill="url(#apple)"/>
    <ellipse cx="1020" cy="760" rx="190" ry="180" fill="url(#apple)"/>
    <path d="M620 520q10 -70 60 -100M1020 590q5 -50 40 -80" stroke="#4c3320" stroke-width="14" fill="none"/>`);
}

function drawn(content: string): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="1200">${content}</svg>`;
  return sharp(Buffer.from(svg)).flatten().blur(1).jpeg({ quality: 88 }).toBuffer();
}
