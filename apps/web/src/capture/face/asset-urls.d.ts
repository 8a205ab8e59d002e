/** The address of a file that the build takes over under a name that holds its hash. */
declare module '*?url' {
  const url: string;
  export default url;
}
