declare module '@cornerstonejs/codec-openjpeg/decodewasmjs' {
  /** An object of OpenJPEG's, in the memory of its WebAssembly module until `delete` is called. */
  export interface Decoder {
    /** Room for the encoded picture. */
    getEncodedBuffer(length: number): Uint8Array;
    /** Does not throw for a picture it cannot decode: it prints. */
    decode(): void;
    getFrameInfo(): {
      readonly width: number;
      readonly height: number;
      readonly bitsPerSample: number;
      readonly componentCount: number;
      readonly isSigned: boolean;
    };
    /** Interleaved samples; a view that does not outlive the decoder. */
    getDecodedBuffer(): Uint8Array;
    delete(): void;
  }

  export interface OpenJpeg {
    readonly J2KDecoder: new () => Decoder;
  }

  export default function open(options: {
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<OpenJpeg>;
}
