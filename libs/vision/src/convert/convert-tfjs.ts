import { OnnxGraph } from './onnx-graph.js';
import { nodeName, TfjsModelSchema, type TfNode } from './tfjs-graph.js';
import { OPERATORS } from './tfjs-operators.js';
import { type PreluRewrite, rewritePrelu, rewriteRelu6 } from './tfjs-rewrites.js';
import { Layouts, type Value } from './tfjs-values.js';
import { readTfjsWeights } from './tfjs-weights.js';

/** The published model is not one this converter understands. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}

export interface TfjsConversion {
  readonly name: string;
  /** Outputs to keep, as named in the model's signature without `:0`. */
  readonly outputs: readonly string[];
  readonly prelu?: PreluRewrite;
}

/**
 * Converts a TensorFlow.js graph model to ONNX. Input and outputs keep TensorFlow's axis order; pictures
 * run through the network in NCHW. The batch size is open.
 *
 * @param topology the model's JSON file, @param weights its binary file.
 * @throws {ConversionError} when the files are damaged or use an operator outside the supported set.
 */
export function convertTfjs(topology: Uint8Array, weights: Uint8Array, options: TfjsConversion): Uint8Array {
  try {
    return convert(topology, weights, options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConversionError(`${options.name}: ${reason}`, { cause });
  }
}

function convert(topology: Uint8Array, weightBytes: Uint8Array, options: TfjsConversion): Uint8Array {
  const model = TfjsModelSchema.parse(JSON.parse(new TextDecoder().decode(topology)));
  const weights = readTfjsWeights(model.weightsManifest, weightBytes);
  const nodes = new Map(model.nodes.map((node) => [node.name, node]));
  rewriteRelu6({ nodes, weights });
  rewritePrelu({ nodes, weights }, options.prelu ?? { scale: 2, unfuse: false });

  const graph = new OnnxGraph(options.name);
  const layouts = new Layouts(graph);
  const values = new Map<string, Value>();

  const convertNode = (node: TfNode): Value => {
    if (node.op === 'Const') {
      const weight = weights.get(node.name);
      if (!weight) throw new Error(`no weights for ${node.name}`);
      return { kind: 'constant', ...weight };
    }
    if (node.op === 'Placeholder') {
      const [, ...sizes] = (node.attr.shape?.shape?.dim ?? []).map((dim) => dim.size);
      return { kind: 'tensor', name: graph.input(node.name, sizes), shape: [-1, ...sizes], planar: false };
    }
    const operator = OPERATORS[node.op];
    if (!operator) throw new Error(`unsupported operator ${node.op}`);
    const inputs = node.input.filter((reference) => !reference.startsWith('^')).map(evaluate);
    return operator({ graph, layouts }, node, inputs);
  };
  const evaluate = (reference: string): Value => {
    const name = nodeName(reference);
    let value = values.get(name);
    if (!value) {
      const node = nodes.get(name);
      if (!node) throw new Error(`no node ${name}`);
      value = convertNode(node);
      values.set(name, value);
    }
    return value;
  };

  for (const name of options.outputs) {
    const signature = model.outputs[name] ?? model.outputs[`${name}:0`];
    if (!signature) throw new Error(`no output ${name}`);
    const value = evaluate(signature.name);
    graph.output(name, layouts.plain(value), value.shape.slice(1));
  }
  return graph.encode();
}
