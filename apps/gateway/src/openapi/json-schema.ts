import { z } from 'zod';

/** JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Schemas that have a name, under `components.schemas`. */
export type Components = Map<string, JsonSchema>;

/**
 * What the validator accepts, as JSON Schema. In a form every value is text; the schema tells what it must read as.
 *
 * @throws {Error} for a schema that JSON Schema cannot express
 */
export const inputSchema = (schema: z.ZodType, components: Components): JsonSchema =>
  convert(schema, 'input', components);

/**
 * What is answered, as JSON Schema. It does not forbid further properties: clients that were generated from it have to
 * bear what later versions add.
 */
export const outputSchema = (schema: z.ZodType, components: Components): JsonSchema =>
  convert(schema, 'output', components);

function convert(schema: z.ZodType, io: 'input' | 'output', components: Components): JsonSchema {
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, {
    io,
    // A custom rule says in its `meta` what it looks like.
    unrepresentable: ({ zodSchema }) => (zodSchema._zod.def.type === 'custom' ? {} : 'throw'),
    override: ({ jsonSchema }) => {
      if (io === 'output' && jsonSchema.additionalProperties === false)
        delete jsonSchema.additionalProperties;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  for (const [name, definition] of Object.entries($defs ?? {}))
    components.set(name, toComponents(definition));
  return toComponents(rest);
}

/** References lead to the document's components. */
function toComponents<T>(schema: T): T {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as T;
}
