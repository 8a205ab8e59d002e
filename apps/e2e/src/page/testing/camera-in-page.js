// Runs in the page, before its own scripts: a camera whose picture is a canvas.
(() => {
  const canvas = document.createElement('canvas');
  canvas.width = 1440;
  canvas.height = 1080;
  const context = canvas.getContext('2d');
  const state = { picture: null, colour: '#777', grain: 0, refusal: null, streams: [] };
  const noise = new OffscreenCanvas(960, 720);
  const grains = new ImageData(noise.width, noise.height);
  for (let i = 0; i < grains.data.length; i += 4) {
    grains.data.fill(Math.random() * 256, i, i + 3);
    grains.data[i + 3] = 255;
  }
  noise.getContext('2d').putImageData(grains, 0, 0);
  const draw = () => {
    if (state.picture === null) {
      context.fillStyle = state.colour;
      context.fillRect(0, 0, canvas.width, canvas.height);
      return;
    }
    if (canvas.width !== state.picture.width) canvas.width = state.picture.width;
    if (canvas.height !== state.picture.height) canvas.height = state.picture.height;
    // A hand is never quite still, and a sensor never gives the same picture twice.
    const shake = () => (Math.random() - 0.5) * state.picture.width * 0.004;
    context.drawImage(state.picture, shake(), shake(), canvas.width, canvas.height);
    context.globalAlpha = state.grain;
    context.drawImage(
      noise,
      -Math.random() * 200,
      -Math.random() * 200,
      canvas.width + 400,
      canvas.height + 400,
    );
    context.globalAlpha = 1;
  };
  // A canvas on which nothing is drawn sends no frames.
  setInterval(draw, 50);
  window.idemCamera = {
    async show(base64, grain) {
      state.grain = grain;
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      state.picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
    },
    fill(colour) {
      state.picture = null;
      state.colour = colour;
    },
    refuse(name) {
      state.refusal = name;
    },
    running: () =>
      state.streams.filter((stream) => stream.getTracks().some((track) => track.readyState === 'live'))
        .length,
  };
  navigator.mediaDevices.getUserMedia = async () => {
    if (state.refusal !== null) throw new DOMException('refused by the test', state.refusal);
    draw();
    const stream = canvas.captureStream(20);
    state.streams.push(stream);
    return stream;
  };
})();
