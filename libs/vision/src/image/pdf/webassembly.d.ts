/** The few parts of the WebAssembly JavaScript interface that are used here; Node has it, its types do not tell. */
declare namespace WebAssembly {
  type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  class Module {
    private readonly brand;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
    /** @returns the former size in pages. @throws {RangeError} */
    grow: (pages: number) => number;
  }
  type ExportValue = Memory | ((...values: number[]) => number) | object;
  type Exports = Readonly<Record<string, ExportValue>>;
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Exports;
  }
  function compile(bytes: Uint8Array): Promise<Module>;
}
