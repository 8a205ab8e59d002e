import sharp from 'sharp';
import { greyCopy } from '../forgeries/grey-copy.js';
import { recaptureScreen } from '../forgeries/recapture-screen.js';
import type { AttackKind, AttackScene, AttackVariant, DocumentClass, Submission } from './attack.js';
import { type Flat, photographed } from './photographed.js';
import {
  americanText,
  LICENCE_HEADINGS,
  licenceText,
  type TypedLicence,
  type TypedStyle,
  typedSheet,
  zoneText,
} from './typed-sheet.js';

const BLUE = { ink: '#1f3f9a', paper: '#fdfdfb', font: 'sans' } as const satisfies TypedStyle;
const CREAM = { ink: '#23408f', paper: '#f6ecd2', font: 'serif' } as const satisfies TypedStyle;
const GREEN = { ink: '#1d6b42', paper: '#f2f0dc', font: 'condensed' } as const satisfies TypedStyle;
const RED = { ink: '#9a2032', paper: '#dfe9f5', font: 'bold' } as const satisfies TypedStyle;
const BLACK = { ink: '#141414', paper: '#fdfdfb', font: 'sans' } as const satisfies TypedStyle;
const MIXED = { ...BLACK, headingInk: '#c02a1e' } as const satisfies TypedStyle;

const shoot = (scene: AttackScene, flat: Flat) => photographed(scene, flat);

/** A page without a portrait ends in a session that asks for no selfie; with one, the selfie is its own person's. */
const variant = (
  name: string,
  on: readonly DocumentClass[],
  pages: (scene: AttackScene) => Promise<{ front: Buffer; back?: Buffer }>,
  hasPortrait = false,
): AttackVariant => ({
  name,
  on,
  stage: async (scene): Promise<Submission> => {
    const { front, back = null } = await pages(scene);
    return { front, back, selfie: hasPortrait ? await scene.selfieOf(scene.attacker) : null };
  },
});

const LICENCE = ['european-licence'] as const satisfies readonly DocumentClass[];

const licence = (name: string, country: TypedLicence, style: TypedStyle, hasPortrait = false) =>
  variant(
    name,
    LICENCE,
    async (scene) => {
      const own = { ...style, ...(hasPortrait && { portrait: scene.attacker.portrait }) };
      return { front: await shoot(scene, await typedSheet(own, licenceText(scene, country))) };
    },
    hasPortrait,
  );

const signed = (country: TypedLicence, style: TypedStyle): TypedStyle => ({
  ...style,
  sign: LICENCE_HEADINGS[country].sign,
});

const zoned = (name: string, type: 'passport' | 'card', style: TypedStyle, hasPortrait = false) =>
  variant(
    name,
    [type === 'passport' ? 'passport-page' : 'zone-card'],
    async (scene) => {
      const own = { ...style, ...(hasPortrait && { portrait: scene.attacker.portrait }) };
      return { front: await shoot(scene, await typedSheet(own, zoneText(scene, type))) };
    },
    hasPortrait,
  );

/** A card of two sides, each typed on a slip of its own. */
const twoSided = (name: string, style: TypedStyle, hasPortrait = false) =>
  variant(
    name,
    ['zone-card'],
    async (scene) => {
      const own = { ...style, ...(hasPortrait && { portrait: scene.attacker.portrait }) };
      const { zone, ...text } = zoneText(scene, 'card');
      const back = { heading: [], fields: [], ...(zone && { zone }) };
      return {
        front: await shoot(scene, await typedSheet(own, text)),
        back: await shoot(scene, await typedSheet(style, back)),
      };
    },
    hasPortrait,
  );

const american = (name: string, style: TypedStyle, hasPortrait = false) =>
  variant(
    name,
    ['north-american-card'],
    async (scene) => {
      const own = { ...style, ...(hasPortrait && { portrait: scene.attacker.portrait }) };
      const text = await americanText(scene);
      return {
        front: await shoot(scene, await typedSheet(own, text.front)),
        back: await shoot(scene, await typedSheet(style, text.back)),
      };
    },
    hasPortrait,
  );

/** The page as a file, never printed. */
const asFile = async (flat: Flat, quality: number): Promise<Buffer> =>
  sharp(flat.image).flatten({ background: '#fff' }).resize(1_600).jpeg({ quality }).toBuffer();

/** T4: nobody issued it: a word processor, a printer, and a photograph at best. */
export const typedPage: AttackKind = {
  id: 'T4',
  title: 'a typed page in the form of a document',
  target: 'document-and-selfie',
  variants: [
    licence('irish-blue', 'IRL', BLUE),
    licence('german-cream', 'DEU', CREAM),
    licence('french-green', 'FRA', GREEN),
    licence('british-red-on-blue', 'GBR', RED),
    licence('polish-black-red-heading', 'POL', MIXED),
    licence('spanish-ruled', 'ESP', { ...BLUE, ruled: true }),
    licence('german-signed', 'DEU', signed('DEU', CREAM)),
    licence('irish-with-portrait', 'IRL', signed('IRL', BLUE), true),
    licence('german-with-portrait', 'DEU', CREAM, true),
    licence('french-cut-with-portrait', 'FRA', { ...signed('FRA', GREEN), cut: true }, true),
    licence('british-cut-black-with-portrait', 'GBR', { ...signed('GBR', BLACK), cut: true }, true),
    licence('irish-cut', 'IRL', { ...signed('IRL', BLUE), cut: true }),
    variant('german-on-a-monitor', LICENCE, async (scene) => {
      const flat = await typedSheet(signed('DEU', CREAM), licenceText(scene, 'DEU'));
      return { front: await recaptureScreen(await asFile(flat, 92), scene.random) };
    }),
    variant('irish-as-a-file', LICENCE, async (scene) => ({
      front: await asFile(await typedSheet(signed('IRL', BLUE), licenceText(scene, 'IRL')), 88),
    })),
    variant('french-photocopied', LICENCE, async (scene) => {
      const flat = await typedSheet(signed('FRA', BLACK), licenceText(scene, 'FRA'));
      return { front: await shoot(scene, await greyCopy(flat, scene.random)) };
    }),
    zoned('passport-blue', 'passport', BLUE),
    zoned('passport-cream-ruled', 'passport', { ...CREAM, ruled: true }),
    zoned('passport-with-portrait', 'passport', BLUE, true),
    zoned('passport-red-with-portrait', 'passport', RED, true),
    zoned('passport-green-ruled-with-portrait', 'passport', { ...GREEN, ruled: true }, true),
    zoned('passport-black-with-portrait', 'passport', MIXED, true),
    zoned('card-blue', 'card', BLUE),
    zoned('card-green', 'card', GREEN),
    zoned('card-with-portrait', 'card', CREAM, true),
    zoned('card-red-with-portrait', 'card', RED, true),
    zoned('card-ruled-with-portrait', 'card', { ...BLUE, ruled: true }, true),
    twoSided('two-sided-card-blue', BLUE),
    twoSided('two-sided-card-green-with-portrait', GREEN, true),
    twoSided('two-sided-card-mixed-cut-with-portrait', { ...MIXED, cut: true }, true),
    twoSided('two-sided-card-cream-ruled-with-portrait', { ...CREAM, ruled: true }, true),
    variant('passport-on-a-monitor', ['passport-page'], async (scene) => {
      const flat = await typedSheet(BLUE, zoneText(scene, 'passport'));
      return { front: await recaptureScreen(await asFile(flat, 92), scene.random) };
    }),
    variant(
      'passport-as-a-file-with-portrait',
      ['passport-page'],
      async (scene) => {
        const own = { ...BLUE, portrait: scene.attacker.portrait };
        return { front: await asFile(await typedSheet(own, zoneText(scene, 'passport')), 92) };
      },
      true,
    ),
    american('american-blue', BLUE),
    american('american-cream', CREAM),
    american('american-with-portrait', BLUE, true),
    american('american-red-with-portrait', RED, true),
    american('american-cut-with-portrait', { ...MIXED, cut: true }, true),
  ],
};
