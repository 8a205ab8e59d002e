import sharp from 'sharp';

// libvips keeps a thread pool and an operation cache per process. A worker handles one picture at a time
// and never the same one twice, so the cache only holds a person's picture in memory longer than needed,
// and extra threads only fight over the cores with the inference threads of the neighbouring workers.
sharp.cache(false);
sharp.concurrency(1);

export { sharp };
