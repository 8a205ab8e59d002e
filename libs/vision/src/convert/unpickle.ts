/** A class or function a pickle names. It is never looked up. */
export interface GlobalName {
  readonly name: string;
}

type Rebuild = (callee: string, args: readonly unknown[]) => unknown;
type Persistent = (id: unknown) => unknown;

/** Stands on the stack where a tuple or a list of items begins. */
const MARK = Symbol('mark');

/**
 * Runs one pickle (protocol 2) of plain values: numbers, strings, tuples, lists, dictionaries and calls
 * that `rebuild` answers for. Instruction codes are those of Python's `pickletools`.
 *
 * @returns the value, and the offset behind the pickle.
 * @throws {Error} for any other instruction, or when the bytes end early.
 */
export function unpickle(bytes: Uint8Array, start: number, rebuild: Rebuild, persistent: Persistent) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stack: unknown[] = [];
  const memo = new Map<number, unknown>();
  let at = start;

  const u8 = () => view.getUint8(at++);
  const u32 = () => {
    at += 4;
    return view.getUint32(at - 4, true);
  };
  const text = (length: number) => {
    if (at + length > bytes.length) throw new Error('pickle ends inside a string');
    at += length;
    return new TextDecoder().decode(bytes.subarray(at - length, at));
  };
  const line = () => {
    const end = bytes.indexOf(0x0a, at);
    if (end < 0) throw new Error('pickle ends inside a name');
    const name = text(end - at);
    at++;
    return name;
  };
  const pop = () => {
    if (stack.length === 0) throw new Error('pickle takes from an empty stack');
    return stack.pop();
  };
  const popToMark = () => {
    const mark = stack.lastIndexOf(MARK);
    if (mark < 0) throw new Error('pickle lacks a mark');
    const items = stack.splice(mark);
    return items.slice(1);
  };
  const popTuple = (length: number) => Array.from({ length }, pop).reverse();
  const top = <T>(kind: abstract new (...args: never[]) => T): T => {
    const value = stack.at(-1);
    if (!(value instanceof kind)) throw new Error('pickle fills something else than a list or dictionary');
    return value;
  };
  const setItems = (items: readonly unknown[]) => {
    const map: Map<unknown, unknown> = top(Map);
    for (let i = 0; i < items.length; i += 2) map.set(items[i], items[i + 1]);
  };

  for (;;) {
    const code = u8();
    switch (code) {
      case 0x80: // PROTO
        u8();
        break;
      case 0x2e: // STOP
        return { value: pop(), end: at };
      case 0x28: // MARK
        stack.push(MARK);
        break;
      case 0x8a: {
        // LONG1, little-endian; only the magic number is wider than 32 bits and nothing reads it
        let value = 0n;
        const length = u8();
        for (let i = 0; i < length; i++) value |= BigInt(u8()) << BigInt(8 * i);
        stack.push(value);
        break;
      }
      case 0x4b: // BININT1
        stack.push(u8());
        break;
      case 0x4d: // BININT2
        stack.push(view.getUint16(at, true));
        at += 2;
        break;
      case 0x4a: // BININT
        stack.push(view.getInt32(at, true));
        at += 4;
        break;
      case 0x58: // BINUNICODE
        stack.push(text(u32()));
        break;
      case 0x55: // SHORT_BINSTRING
        stack.push(text(u8()));
        break;
      case 0x71: // BINPUT
        memo.set(u8(), stack.at(-1));
        break;
      case 0x72: // LONG_BINPUT
        memo.set(u32(), stack.at(-1));
        break;
      case 0x68: // BINGET
        stack.push(memo.get(u8()));
        break;
      case 0x6a: // LONG_BINGET
        stack.push(memo.get(u32()));
        break;
      case 0x7d: // EMPTY_DICT
        stack.push(new Map());
        break;
      case 0x5d: // EMPTY_LIST
      case 0x29: // EMPTY_TUPLE
        stack.push([]);
        break;
      case 0x4e: // NONE
        stack.push(null);
        break;
      case 0x88: // NEWTRUE
      case 0x89: // NEWFALSE
        stack.push(code === 0x88);
        break;
      case 0x63: // GLOBAL
        stack.push({ name: `${line()}.${line()}` } satisfies GlobalName);
        break;
      case 0x74: // TUPLE
        stack.push(popToMark());
        break;
      case 0x85: // TUPLE1
      case 0x86: // TUPLE2
      case 0x87: // TUPLE3
        stack.push(popTuple(code - 0x84));
        break;
      case 0x73: // SETITEM
        setItems(popTuple(2));
        break;
      case 0x75: // SETITEMS
        setItems(popToMark());
        break;
      case 0x61: // APPEND
        {
          const item = pop();
          top(Array).push(item);
        }
        break;
      case 0x65: // APPENDS
        {
          const items = popToMark();
          top(Array).push(...items);
        }
        break;
      case 0x51: // BINPERSID
        stack.push(persistent(pop()));
        break;
      case 0x52: {
        // REDUCE
        const args = pop();
        const callee = pop() as GlobalName | null;
        if (typeof callee?.name !== 'string' || !Array.isArray(args))
          throw new Error('pickle calls no function');
        stack.push(rebuild(callee.name, args));
        break;
      }
      case 0x62: // BUILD: extra attributes of the dictionary object (PyTorch's _metadata) are dropped
        pop();
        break;
      default:
        throw new Error(`refused pickle instruction 0x${code.toString(16)}`);
    }
  }
}
