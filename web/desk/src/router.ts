import { nextTick } from 'vue'
import { createRouter, createWebHistory } from 'vue-router'
import { settled } from './parts/useLoad'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('./routes/Home.vue') },
    { path: '/sign-in', name: 'sign-in', component: () => import('./routes/SignIn.vue') },
    { path: '/registers/:register', name: 'list', component: () => import('./routes/RegisterList.vue') },
    {
      path: '/registers/:register/:id',
      name: 'record',
      component: () => import('./routes/RecordDetail.vue'),
    },
    { path: '/:path(.*)*', name: 'not-found', component: () => import('./routes/NotFound.vue') },
  ],
  async scrollBehavior(to, from, saved) {
    if (!saved) return to.path === from.path && !to.query.after && !from.query.after ? false : { top: 0 }
    await nextTick()
    await settled(1500)
    return saved
  },
})
