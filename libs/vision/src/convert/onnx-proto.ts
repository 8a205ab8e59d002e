import protobuf from 'protobufjs/light.js';
import { z } from 'zod';

/**
 * The part of ONNX's message format (onnx.proto, IR version 8) that inference graphs need. Numbers are
 * the field ids of that format.
 */
const FORMAT = {
  nested: {
    ModelProto: {
      fields: {
        irVersion: { type: 'int64', id: 1 },
        producerName: { type: 'string', id: 2 },
        graph: { type: 'GraphProto', id: 7 },
        opsetImport: { rule: 'repeated', type: 'OperatorSetIdProto', id: 8 },
      },
    },
    OperatorSetIdProto: { fields: { domain: { type: 'string', id: 1 }, version: { type: 'int64', id: 2 } } },
    GraphProto: {
      fields: {
        node: { rule: 'repeated', type: 'NodeProto', id: 1 },
        name: { type: 'string', id: 2 },
        initializer: { rule: 'repeated', type: 'TensorProto', id: 5 },
        input: { rule: 'repeated', type: 'ValueInfoProto', id: 11 },
        output: { rule: 'repeated', type: 'ValueInfoProto', id: 12 },
      },
    },
    NodeProto: {
      fields: {
        input: { rule: 'repeated', type: 'string', id: 1 },
        output: { rule: 'repeated', type: 'string', id: 2 },
        name: { type: 'string', id: 3 },
        opType: { type: 'string', id: 4 },
        attribute: { rule: 'repeated', type: 'AttributeProto', id: 5 },
      },
    },
    AttributeProto: {
      fields: {
        name: { type: 'string', id: 1 },
        f: { type: 'float', id: 2 },
        i: { type: 'int64', id: 3 },
        s: { type: 'bytes', id: 4 },
        t: { type: 'TensorProto', id: 5 },
        ints: { rule: 'repeated', type: 'int64', id: 8 },
        type: { type: 'int32', id: 20 },
      },
    },
    TensorProto: {
      fields: {
        dims: { rule: 'repeated', type: 'int64', id: 1 },
        dataType: { type: 'int32', id: 2 },
        name: { type: 'string', id: 8 },
        rawData: { type: 'bytes', id: 9 },
      },
    },
    ValueInfoProto: { fields: { name: { type: 'string', id: 1 }, type: { type: 'TypeProto', id: 2 } } },
    TypeProto: { fields: { tensorType: { type: 'TensorTypeProto', id: 1 } } },
    TensorTypeProto: {
      fields: { elemType: { type: 'int32', id: 1 }, shape: { type: 'TensorShapeProto', id: 2 } },
    },
    TensorShapeProto: { fields: { dim: { rule: 'repeated', type: 'DimensionProto', id: 1 } } },
    DimensionProto: { fields: { dimValue: { type: 'int64', id: 1 }, dimParam: { type: 'string', id: 2 } } },
  },
};

const ModelProto = protobuf.Root.fromJSON(FORMAT).lookupType('ModelProto');

/** Encodes a model given in the field names above. The same object always gives the same bytes. */
export function encodeOnnxModel(model: Record<string, unknown>): Uint8Array {
  return ModelProto.encode(ModelProto.create(model)).finish();
}

const OnnxTensor = z.looseObject({
  name: z.string().default(''),
  dims: z.array(z.number()).default([]),
  dataType: z.number(),
  rawData: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
});
const OnnxAttribute = z.looseObject({
  name: z.string(),
  type: z.number(),
  f: z.number().optional(),
  i: z.number().optional(),
  ints: z.array(z.number()).default([]),
  t: OnnxTensor.optional(),
});
const OnnxNode = z.looseObject({
  opType: z.string(),
  input: z.array(z.string()).default([]),
  output: z.array(z.string()).default([]),
  attribute: z.array(OnnxAttribute).default([]),
});
const OnnxModel = z.looseObject({
  graph: z.looseObject({
    node: z.array(OnnxNode),
    initializer: z.array(OnnxTensor).default([]),
    output: z.array(z.unknown()).default([]),
  }),
});

export type OnnxTensor = z.infer<typeof OnnxTensor>;
export type OnnxNode = z.infer<typeof OnnxNode>;
export type OnnxModel = z.infer<typeof OnnxModel>;

/**
 * Reads a model in the field names above, so that `encodeOnnxModel` can write it back. Parts of the format that
 * they leave out (documentation, subgraphs, sparse tensors) are lost.
 *
 * @throws when the bytes are no ONNX model.
 */
export function decodeOnnxModel(bytes: Uint8Array): OnnxModel {
  return OnnxModel.parse(ModelProto.toObject(ModelProto.decode(bytes), { longs: Number }));
}
