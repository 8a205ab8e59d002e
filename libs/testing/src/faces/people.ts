/** A rectangle in pixels of its picture. */
export interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** One photograph of one person, and where in it the person is. */
export interface Sitting {
  readonly package: '@vladmandic/face-api' | '@vladmandic/human';
  readonly file: string;
  /** Head and shoulders, 35:45, the head filling about three quarters of the height (ICAO 9303-3, 3.9). */
  readonly portrait: Rect;
  /** The whole head with surroundings, 3:4, holding no other face; absent where the picture is too small. */
  readonly selfie?: Rect;
}

const rect = (left: number, top: number, width: number, height: number): Rect => ({
  left,
  top,
  width,
  height,
});

const sample = (number: number, portrait: Rect, selfie: Rect): Sitting => ({
  package: '@vladmandic/face-api',
  file: `demo/sample${number}.jpg`,
  portrait,
  selfie,
});

/**
 * The people on the demonstration pictures of two MIT-licensed packages, under invented names. The rectangles
 * were measured by hand.
 *
 * Vera and Marko appear in several different photographs: with them a genuine comparison is a real one.
 * Everybody else appears once: a comparison of such a person with herself is between two crops of the same
 * photograph, and shows only that the plumbing works. For a clear mismatch pair any two of Vera, Marko and
 * Olga; Dina, Elsa and Gina resemble each other enough to be a hard case.
 */
export const PEOPLE = {
  vera: [
    sample(3, rect(955, 85, 405, 520), rect(955, 95, 500, 667)),
    sample(1, rect(1395, 140, 322, 414), rect(1240, 120, 660, 880)),
  ],
  marko: [
    {
      package: '@vladmandic/human',
      file: 'assets/screenshot-facedetect.jpg',
      portrait: rect(27, 349, 112, 144),
    },
    {
      package: '@vladmandic/human',
      file: 'assets/screenshot-faceid.jpg',
      portrait: rect(30, 142, 108, 138),
    },
    {
      package: '@vladmandic/face-api',
      file: 'demo/screenshot-webcam.png',
      portrait: rect(250, 50, 440, 566),
      selfie: rect(120, 40, 640, 853),
    },
  ],
  olga: [sample(3, rect(490, 185, 404, 520), rect(380, 160, 620, 827))],
  dina: [sample(6, rect(140, 330, 428, 550), rect(60, 290, 560, 747))],
  elsa: [sample(6, rect(555, 165, 440, 566), rect(520, 140, 540, 720))],
  gina: [sample(6, rect(1050, 110, 428, 550), rect(985, 100, 460, 613))],
  hanna: [sample(6, rect(1410, 95, 428, 550), rect(1430, 80, 480, 640))],
  irma: [sample(5, rect(1300, 220, 436, 560), rect(1310, 200, 540, 720))],
} as const satisfies Record<string, readonly Sitting[]>;

export type Person = keyof typeof PEOPLE;

/** As the papers of `person` say it. */
export const sexOf = (person: Person): 'F' | 'M' => (person === 'marko' ? 'M' : 'F');

/** All invented names, for tests that walk every person. */
export const PERSONS = Object.keys(PEOPLE) as Person[];

/** The photographs of `person`, in the order of their indexes. */
export function sittings(person: Person): readonly Sitting[] {
  return PEOPLE[person];
}
