import { z } from 'zod';
import { WeightsManifestSchema } from './tfjs-weights.js';

const Integer = z.union([z.string(), z.number()]).transform(Number);
const Attribute = z.object({
  s: z.string().optional(),
  i: Integer.optional(),
  b: z.boolean().optional(),
  list: z.object({ i: z.array(Integer).optional(), s: z.array(z.string()).optional() }).optional(),
  shape: z.object({ dim: z.array(z.object({ size: Integer })).optional() }).optional(),
});
const Node = z.object({
  name: z.string(),
  op: z.string(),
  input: z.array(z.string()).default([]),
  attr: z.record(z.string(), Attribute).default({}),
});
const Signature = z.object({ outputs: z.record(z.string(), z.object({ name: z.string() })) });

/** The topology file of a TensorFlow.js graph model, as far as conversion reads it. */
export const TfjsModelSchema = z
  .object({
    modelTopology: z.object({ node: z.array(Node) }),
    weightsManifest: WeightsManifestSchema,
    signature: Signature.optional(),
    userDefinedMetadata: z.object({ signature: Signature.optional() }).optional(),
  })
  .transform(({ modelTopology, weightsManifest, signature, userDefinedMetadata }) => ({
    nodes: modelTopology.node,
    weightsManifest,
    outputs: (signature ?? userDefinedMetadata?.signature)?.outputs ?? {},
  }));
export type TfjsModel = z.output<typeof TfjsModelSchema>;

/** One operator of a TensorFlow graph. */
export type TfNode = z.output<typeof Node>;

/** The node a reference such as `name:0` or `^name` points to. */
export function nodeName(reference: string): string {
  return reference.replace(/^\^/, '').replace(/:\d+$/, '');
}

export function integersOf(node: TfNode, attribute: string): readonly number[] {
  return node.attr[attribute]?.list?.i ?? [];
}

export function flagOf(node: TfNode, attribute: string): boolean {
  return node.attr[attribute]?.b ?? false;
}

/** A string attribute; TensorFlow.js stores strings base64-encoded. */
export function textOf(node: TfNode, attribute: string): string {
  return decode(node.attr[attribute]?.s ?? '');
}

/** The operators fused into a convolution, in the order in which they apply. */
export function fusedOps(node: TfNode): readonly string[] {
  return (node.attr.fused_ops?.list?.s ?? []).map(decode);
}

/** The same convolution with its last fused operator taken back out. */
export function withoutLastFusedOp(node: TfNode): TfNode {
  const s = node.attr.fused_ops?.list?.s ?? [];
  return { ...node, attr: { ...node.attr, fused_ops: { list: { s: s.slice(0, -1) } } } };
}

function decode(base64: string): string {
  return Buffer.from(base64, 'base64').toString('utf8');
}
