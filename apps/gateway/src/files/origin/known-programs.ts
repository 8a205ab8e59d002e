/** A program and how it shows in metadata. */
interface KnownProgram {
  readonly name: string;
  readonly mark: RegExp;
}

/** Programs for retouching. Honest people use them too, and so do the makers of some phones. */
export const EDITORS: readonly KnownProgram[] = [
  { name: 'photoshop', mark: /Adobe Photoshop/i },
  { name: 'lightroom', mark: /Adobe (?:Photoshop )?Lightroom/i },
  { name: 'gimp', mark: /\bGIMP\b/ },
  { name: 'affinity', mark: /Affinity Photo/i },
  { name: 'pixelmator', mark: /Pixelmator/i },
  { name: 'photopea', mark: /Photopea/i },
  { name: 'paint_net', mark: /paint\.net/i },
  { name: 'krita', mark: /\bKrita\b/i },
  { name: 'snapseed', mark: /Snapseed/i },
  { name: 'picsart', mark: /PicsArt/i },
  { name: 'canva', mark: /\bCanva\b/ },
  { name: 'facetune', mark: /Facetune/i },
  { name: 'meitu', mark: /Meitu|BeautyPlus/i },
  { name: 'remini', mark: /\bRemini\b/ },
  { name: 'imagemagick', mark: /ImageMagick/i },
];

/** Programs that make pictures, or put one face in the place of another. */
export const GENERATORS: readonly KnownProgram[] = [
  // The parameters that AUTOMATIC1111 and its descendants write under the keyword `parameters` or as a comment.
  { name: 'stable_diffusion', mark: /Stable Diffusion|Steps: \d+, Sampler: /i },
  { name: 'comfyui', mark: /ComfyUI|"class_type"\s*:\s*"(?:KSampler|CheckpointLoader)/ },
  { name: 'invokeai', mark: /invokeai/i },
  { name: 'novelai', mark: /NovelAI/i },
  { name: 'fooocus', mark: /Fooocus/i },
  { name: 'midjourney', mark: /Midjourney/i },
  { name: 'dall_e', mark: /DALL[·.\- ]?E\b/i },
  { name: 'openai', mark: /\bChatGPT\b|\bgpt-image\b|\bOpenAI\b/i },
  { name: 'firefly', mark: /Adobe[_ ]Firefly/i },
  { name: 'google_ai', mark: /Made with Google AI|Google Generative AI|\bImagen [0-9]/i },
  { name: 'flux', mark: /\bFLUX\.?1?[ -](?:dev|schnell|pro)\b/i },
  { name: 'faceapp', mark: /\bFaceApp\b/i },
  { name: 'reface', mark: /\bReface\b/ },
  { name: 'deepfacelab', mark: /DeepFaceLab/i },
];

/** Names of the programs whose marks are in a text. */
export const programsIn = (known: readonly KnownProgram[], text: string): string[] =>
  known.filter(({ mark }) => mark.test(text)).map(({ name }) => name);
